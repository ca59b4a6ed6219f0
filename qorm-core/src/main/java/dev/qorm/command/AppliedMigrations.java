package dev.qorm.command;

import dev.qorm.command.MakeMigrationsRequest.Update;
import dev.qorm.execute.Database;
import dev.qorm.execute.DatabaseFile;
import dev.qorm.execute.ExecutionException;
import dev.qorm.execute.HistoryEntry;
import dev.qorm.execute.HistoryTables;
import dev.qorm.execute.MigrationListener;
import dev.qorm.migration.MigrationId;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** Checks which of the migrations whose sources are to be changed a database has applied. */
final class AppliedMigrations {
    private static final String ADVICE =
            " A database that has it refuses the new one: restore the source from version control then, and roll it back";

    private AppliedMigrations() {}

    /**
     * Checks the database without a lock.
     *
     * @return what was not checked, as one sentence each
     * @throws CommandException if the database has the migration or a later one, even partially
     */
    static List<String> checkMissing(MigrationId id, Update update) {
        var database = update.database();
        if (database == null) {
            return List.of("Whether a database has " + id
                    + " was not checked, because qorm.url is not set and there is no" + " embedded database." + ADVICE);
        }
        try {
            of(database, update.historyTable()).stream()
                    .filter(entry -> entry.id().number() >= id.number())
                    .findFirst()
                    .ifPresent(entry -> {
                        throw CommandException.toMend(applied(entry, id, database));
                    });
            return List.of();
        } catch (ExecutionException e) {
            if (e.isForUserToMend()) {
                throw e;
            }
            return List.of("Whether " + database.displayUrl() + " has " + id + " is not known, since it cannot be read:"
                    + " mvn qorm:migrations says why." + ADVICE);
        }
    }

    private static String applied(HistoryEntry entry, MigrationId id, Database database) {
        var isPart = entry.state() != HistoryEntry.State.APPLIED;
        return id + " cannot be rewritten: " + database.displayUrl() + " has "
                + (isPart ? "a part of " : "") + entry.id()
                + ". Roll it back first with mvn qorm:rollback; or leave out qorm.update, and the changes get a migration"
                + " of their own";
    }

    /**
     * Returns the applied migrations, read without a lock. A database whose file does not exist is not opened, since
     * that would create it.
     */
    static List<HistoryEntry> of(Database database, String historyTable) {
        if (DatabaseFile.of(database.url())
                .map(DatabaseFile::path)
                .filter(Files::notExists)
                .isPresent()) {
            return List.of();
        }
        return Migrations.migrator(HistoryTables.named(historyTable), database, MigrationListener.SILENT, Duration.ZERO)
                .history();
    }
}
