package dev.qorm.command;

import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import java.util.List;
import java.util.Objects;

/** Rollbacks that will be refused for what a migration says of its way back: better told when that is written. */
final class WaysBack {
    private WaysBack() {}

    /** What is wrong with them, a sentence for each migration. */
    static List<String> problems(MigrationSequence sequence) {
        return sequence.all().stream()
                .map(NumberedMigration::problemOfWayBack)
                .filter(Objects::nonNull)
                .toList();
    }

    /** @throws CommandException when anything is wrong with one of them */
    static void check(MigrationSequence sequence) {
        var problems = problems(sequence);
        if (!problems.isEmpty()) {
            throw CommandException.toMend(String.join("\n", problems));
        }
    }
}
