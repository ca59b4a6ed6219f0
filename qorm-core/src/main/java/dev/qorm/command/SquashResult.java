package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of squash.
 *
 * @param id the name of the squash
 * @param squashed the migrations from which it was made, in order
 * @param operationsBefore the number of their operations
 * @param operations its own operations
 * @param file the file that was written, or null if none was
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

    /** Returns the operations for the user, one line each. */
    public List<String> operationLines() {
        return operations.stream()
                .map(operation -> "  " + operation.sign() + " " + operation.describe())
                .toList();
    }

    /** Describes the operations that cannot be undone, and so prevent a rollback of the whole squash. */
    public List<String> irreversible() {
        return operations.stream()
                .filter(operation -> !operation.isReversible())
                .map(Operation::describe)
                .toList();
    }

    /** Returns the number of operations that the user wrote. */
    public long statementsByHand() {
        return operations.stream().filter(HandmadeOperation.class::isInstance).count();
    }
}
