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
     * Applies.
     *
     * @throws CommandException when the migrations are wrong or the database refuses; what was applied before is
     *     recorded
     */
    public static MigrateResult run(MigrateRequest request) {
        return Migrations.run(request, Direction.APPLY);
    }

    /**
     * A fingerprint of the migrations, where they were loaded and checked before and the code is the same since: it takes
     * neither a compiler nor a look at the code. Null where it is not known.
     *
     * @param migrationsPackage the package of the migrations, or null for wherever they are
     * @throws CommandException when the code cannot be read
     */
    public static @Nullable String known(Findings findings, @Nullable String migrationsPackage, String historyTable) {
        return Failures.reported(() -> Migrations.known(findings, migrationsPackage, historyTable));
    }

    /**
     * Whether the database had all of these migrations and no others, and is the same to the byte since. It is not opened.
     *
     * @param findings of the code
     * @param url the URL of the database
     * @param user who asks, or null when the URL says who
     * @param fingerprint what {@link #known} says
     */
    public static boolean isKnownToBeDone(
            Findings findings, String url, @Nullable String user, String historyTable, String fingerprint) {
        return new Untouched(url, user, historyTable).isComplete(findings, fingerprint);
    }

    /**
     * Whether the database has all of these migrations and no others, so that there is nothing to do. Reads only.
     *
     * @param findings of the code
     * @param fingerprint what {@link #known} says
     * @throws CommandException when the database cannot be read
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
     * What the run before found of models that have changes without a migration, for a person who has nothing to migrate; null
     * where it found none, or did not look.
     *
     * @param findings of the code
     * @param migrationsPackage the package of the migrations, or null for wherever they are
     */
    public static @Nullable String forgotten(Findings findings, @Nullable String migrationsPackage) {
        return new UnwrittenChanges(findings, migrationsPackage).knownRemark();
    }
}
