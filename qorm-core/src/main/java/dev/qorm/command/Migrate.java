package dev.qorm.command;

import dev.qorm.execute.Database;
import dev.qorm.execute.HistoryTables;
import dev.qorm.execute.MigrationListener;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.scan.Findings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Applies the pending migrations. */
public final class Migrate {
    private Migrate() {}

    /**
     * Applies the migrations.
     *
     * @throws CommandException if the migrations are invalid or the database fails; what was applied before is recorded
     */
    public static MigrateResult run(MigrateRequest request) {
        return Migrations.run(request, Direction.APPLY);
    }

    /**
     * Returns a fingerprint of the migrations without compiling or reading the code, if they were loaded and checked
     * earlier and the code has not changed since; otherwise null.
     *
     * @param migrationsPackage the package of the migrations, or null for any package
     * @throws CommandException if the code cannot be read
     */
    public static @Nullable String known(Findings findings, @Nullable String migrationsPackage, String historyTable) {
        return Failures.reported(() -> Migrations.known(findings, migrationsPackage, historyTable));
    }

    /**
     * Whether the database had exactly these migrations, and has not changed since, to the byte. It is not opened.
     *
     * @param findings the findings about the code
     * @param url the URL of the database
     * @param user the user of the database, or null if the URL contains the user
     * @param fingerprint the result of {@link #known}
     */
    public static boolean isKnownToBeDone(
            Findings findings, String url, @Nullable String user, String historyTable, String fingerprint) {
        return new Untouched(url, user, historyTable).isComplete(findings, fingerprint);
    }

    /**
     * Whether the database has exactly these migrations, so that there is nothing to do. Only reads.
     *
     * @param findings the findings about the code
     * @param fingerprint the result of {@link #known}
     * @throws CommandException if the database cannot be read
     */
    public static boolean isDone(Findings findings, Database database, String historyTable, String fingerprint) {
        return Failures.reported(() -> {
            var isDone = Migrations.migrator(
                            HistoryTables.named(historyTable), database, MigrationListener.SILENT, Duration.ZERO)
                    .hasAll(fingerprint);
            if (isDone) {
                new Untouched(database.url(), database.user(), historyTable).keep(findings, fingerprint);
            }
            return isDone;
        });
    }

    /**
     * Returns a remark on changes of the models without a migration, for a user who has nothing to migrate, from what
     * the previous run found; null if it found none, or did not check.
     *
     * @param findings the findings about the code
     * @param migrationsPackage the package of the migrations, or null for any package
     */
    public static @Nullable String forgotten(Findings findings, @Nullable String migrationsPackage) {
        return new UnwrittenChanges(findings, migrationsPackage).knownRemark();
    }
}
