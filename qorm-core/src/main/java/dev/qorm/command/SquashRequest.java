package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import dev.qorm.scan.Codebase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The input of squash.
 *
 * @param code the project's code, compiled
 * @param sourceDirectory the folder with the sources of the migrations: {@code src/main/java}
 * @param migrationsPackage the package of the migrations, or null for any package
 * @param target the last migration that the squash replaces, or null for the last of all
 * @param dryRun whether to write nothing
 */
public record SquashRequest(
        Codebase code,
        Path sourceDirectory,
        @Nullable String migrationsPackage,
        @Nullable MigrationId target,
        boolean dryRun) {}
