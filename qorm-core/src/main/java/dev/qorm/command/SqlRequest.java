package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.scan.Codebase;
import org.jspecify.annotations.Nullable;

/**
 * What sql needs to know.
 *
 * @param code the project's code, compiled
 * @param migrationsPackage the package of the migrations, or null for wherever they are
 * @param dialect the kind of database
 * @param range the migrations
 * @param direction which way; they are rolled back the latest first
 * @param historyTable the history that the script records them in, or null for none
 */
public record SqlRequest(
        Codebase code,
        @Nullable String migrationsPackage,
        Dialect dialect,
        Range range,
        Direction direction,
        @Nullable String historyTable) {
    /**
     * Migrations that follow each other.
     *
     * @param first the first of them, or null for the first of all
     * @param last the last of them, or null for the last of all
     */
    public record Range(
            @Nullable MigrationId first, @Nullable MigrationId last) {
        /** All migrations. */
        public static final Range ALL = new Range(null, null);

        /** One alone. */
        public static Range of(MigrationId migration) {
            return new Range(migration, migration);
        }
    }
}
