package dev.qorm.command;

import dev.qorm.execute.Database;
import dev.qorm.execute.MigrationListener;
import dev.qorm.migration.MigrationId;
import dev.qorm.scan.Codebase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What migrate, rollback and migrations need to know.
 *
 * @param code the project's code, compiled
 * @param migrationsPackage the package of the migrations, or null for wherever they are
 * @param database where to
 * @param historyTable the table in which the database remembers the migrations, {@code qorm_history} unless it is that of
 *     several applications
 * @param target up to (migrate) or back to (rollback) and including this migration; null for all pending ones (migrate)
 *     or the last applied one (rollback)
 * @param lockTimeout how long to wait while another run is at work on the database
 * @param mode whether to run the statements
 * @param listener is told what happens as it happens
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
        /** Tell them to the listener and run nothing. */
        DRY_RUN,
        /** Record the migrations as applied, or as not applied, and run nothing. */
        FAKE
    }
}
