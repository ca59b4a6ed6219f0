package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.scan.Codebase;
import org.jspecify.annotations.Nullable;

/**
 * The input of sql.
 *
 * @param code the project's code, compiled
 * @param migrationsPackage the package of the migrations, or null for any package
 * @param dialect the database
 * @param range the migrations
 * @param direction whether to apply or roll back; a rollback starts with the latest migration
 * @param historyTable the history to which the script writes, or null for none
 */
public record SqlRequest(
        Codebase code,
        @Nullable String migrationsPackage,
        Dialect dialect,
        Range range,
        Direction direction,
        @Nullable String historyTable) {
    /**
     * A range of consecutive migrations.
     *
     * @param first the first of them, or null for the first of all
     * @param last the last of them, or null for the last of all
     */
    public record Range(
            @Nullable MigrationId first, @Nullable MigrationId last) {
        /** All migrations. */
        public static final Range ALL = new Range(null, null);

        /** Returns the range of a single migration. */
        public static Range of(MigrationId migration) {
            return new Range(migration, migration);
        }
    }
}
