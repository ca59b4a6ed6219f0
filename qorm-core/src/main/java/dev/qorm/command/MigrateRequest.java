package dev.qorm.command;

import dev.qorm.execute.Database;
import dev.qorm.execute.MigrationListener;
import dev.qorm.migration.MigrationId;
import dev.qorm.scan.Codebase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The input of migrate, rollback and migrations.
 *
 * @param code the project's code, compiled
 * @param migrationsPackage the package of the migrations, or null for any package
 * @param database the database
 * @param historyTable the table of the database's history, {@code qorm_history} unless several applications share the
 *     database
 * @param target the last migration to apply (migrate) or to roll back (rollback), inclusive; null for all pending ones
 *     (migrate) or the last applied one (rollback)
 * @param lockTimeout how long to wait while another run works on the database
 * @param mode whether to run the statements
 * @param listener is notified of what happens, as it happens
 */
public record MigrateRequest(
        Codebase code,
        @Nullable String migrationsPackage,
        Database database,
        String historyTable,
        @Nullable MigrationId target,
        Duration lockTimeout,
        Mode mode,
        MigrationListener listener) {
    /** Whether to run the statements. */
    public enum Mode {
        /** Run them. */
        RUN,
        /** Pass them to the listener and run nothing. */
        DRY_RUN,
        /** Record the migrations as applied, or as not applied, and run nothing. */
        FAKE
    }
}
