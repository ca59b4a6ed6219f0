package dev.qorm.scan;

import dev.qorm.migration.MigrationSequence;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a project.
 *
 * @param packageName the package that they are in, or null when there are none
 * @param sequence the migrations in order
 */
public record ScannedMigrations(@Nullable String packageName, MigrationSequence sequence) {}
