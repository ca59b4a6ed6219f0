package dev.qorm.command;

import dev.qorm.scan.Codebase;
import org.jspecify.annotations.Nullable;

/**
 * The input of check.
 *
 * @param code the project's code, compiled
 * @param migrationsPackage the package of the migrations, or null for any package
 */
public record CheckRequest(Codebase code, @Nullable String migrationsPackage) {}
