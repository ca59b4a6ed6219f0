package dev.qorm.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The input of verify.
 *
 * @param database the project's code and its database
 * @param adoption how to write a migration that makes the difference official, or null to write none
 */
public record VerifyRequest(
        MigrateRequest database, @Nullable Adoption adoption) {
    /**
     * How to write a migration for the difference.
     *
     * @param sourceDirectory the folder below which its source is written, in the folder of its package
     * @param answers what is known about renames and values before anybody is asked
     */
    public record Adoption(Path sourceDirectory, Answers answers) {}
}
