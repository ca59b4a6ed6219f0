package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import java.util.List;

/**
 * The result of check.
 *
 * @param problems what must be corrected, each with its place and remedy; empty if there is nothing to correct
 * @param destructive the migrations with operations that lose data
 * @param warnings what the user should know, such as classes that were skipped
 * @param migrationCount the number of migrations, as far as they could be read
 */
public record CheckResult(
        List<String> problems, List<MigrationId> destructive, List<String> warnings, int migrationCount) {
    public CheckResult {
        problems = List.copyOf(problems);
        destructive = List.copyOf(destructive);
        warnings = List.copyOf(warnings);
    }

    /** Whether there are neither models nor migrations; a warning says how to start. */
    public boolean isWithoutModels() {
        return warnings.contains(NoModels.REMARK);
    }
}
