package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import dev.qorm.scan.Codebase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What squash needs to know.
 *
 * @param code the project's code, compiled
 * @param sourceDirectory where the sources of the migrations are: {@code src/main/java}
 * @param migrationsPackage the package of the migrations, or null for wherever they are
 * @param target the last migration that the squash stands for, or null for the last of all
 * @param dryRun whether to write nothing
 */
public record SquashRequest(
        Codebase code,
        Path sourceDirectory,
        @Nullable String migrationsPackage,
        @Nullable MigrationId target,
        boolean dryRun) {}
