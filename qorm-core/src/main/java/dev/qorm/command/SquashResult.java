package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What squash made.
 *
 * @param id the name of the squash
 * @param squashed the migrations that it was made of, in order
 * @param operationsBefore how many operations these have
 * @param operations its own
 * @param file the file that was written, or null when none was
 */
public record SquashResult(
        MigrationId id,
        List<MigrationId> squashed,
        int operationsBefore,
        List<Operation> operations,
        @Nullable Path file) {
    public SquashResult {
        squashed = List.copyOf(squashed);
        operations = List.copyOf(operations);
    }

    /** The operations for a person, a line each. */
    public List<String> operationLines() {
        return operations.stream()
                .map(operation -> "  " + operation.sign() + " " + operation.describe())
                .toList();
    }

    /** Those that cannot be undone, and so keep all of the squash from being rolled back, in words. */
    public List<String> irreversible() {
        return operations.stream()
                .filter(operation -> !operation.isReversible())
                .map(Operation::describe)
                .toList();
    }

    /** How many of the operations are statements that a person wrote. */
    public long statementsByHand() {
        return operations.stream().filter(HandmadeOperation.class::isInstance).count();
    }
}
