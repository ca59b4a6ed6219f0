package dev.qorm.command;

import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import java.util.List;
import java.util.Objects;

/**
 * Finds rollbacks that would fail because of what a migration declares for its rollback; it is better to report this
 * when the migration is written.
 */
final class WaysBack {
    private WaysBack() {}

    /** Returns the problems, one sentence for each migration. */
    static List<String> problems(MigrationSequence sequence) {
        return sequence.all().stream()
                .map(NumberedMigration::problemOfWayBack)
                .filter(Objects::nonNull)
                .toList();
    }

    /** @throws CommandException if there is a problem with one of them */
    static void check(MigrationSequence sequence) {
        var problems = problems(sequence);
        if (!problems.isEmpty()) {
            throw CommandException.toMend(String.join("\n", problems));
        }
    }
}
