package dev.qorm.command;

import dev.qorm.scan.Codebase;
import org.jspecify.annotations.Nullable;

/**
 * What check needs to know.
 *
 * @param code the project's code, compiled
 * @param migrationsPackage the package of the migrations, or null for wherever they are
 */
public record CheckRequest(Codebase code, @Nullable String migrationsPackage) {}
