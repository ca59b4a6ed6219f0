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
 * @param migration the migration, or null for all of them
 * @param direction which way; all of them are rolled back the latest first
 */
public record SqlRequest(
        Codebase code,
        @Nullable String migrationsPackage,
        Dialect dialect,
        @Nullable MigrationId migration,
        Direction direction) {}
