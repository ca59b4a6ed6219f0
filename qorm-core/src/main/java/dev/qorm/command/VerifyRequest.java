package dev.qorm.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What verify needs to know.
 *
 * @param database the project's code and its database
 * @param adoption how a migration is written that makes the difference official, or null to write none
 */
public record VerifyRequest(
        MigrateRequest database, @Nullable Adoption adoption) {
    /**
     * How a migration of the difference is written.
     *
     * @param sourceDirectory where its source goes, below it in the folder of its package
     * @param answers what is known of renames and values before anybody is asked
     */
    public record Adoption(Path sourceDirectory, Answers answers) {}
}
