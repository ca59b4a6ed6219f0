package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import java.util.List;

/**
 * What check found.
 *
 * @param problems what has to be mended, each with its place and remedy; empty when all is well
 * @param destructive the migrations with operations that lose data
 * @param warnings what a person should know, such as classes that were passed over
 * @param migrationCount how many migrations there are, as far as they could be read
 */
public record CheckResult(
        List<String> problems, List<MigrationId> destructive, List<String> warnings, int migrationCount) {
    public CheckResult {
        problems = List.copyOf(problems);
        destructive = List.copyOf(destructive);
        warnings = List.copyOf(warnings);
    }

    /** Whether there are neither models nor migrations; a warning says how to begin. */
    public boolean isWithoutModels() {
        return warnings.contains(NoModels.REMARK);
    }
}
