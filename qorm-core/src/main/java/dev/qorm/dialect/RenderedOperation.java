package dev.qorm.dialect;

import dev.qorm.operation.Operation;
import java.util.List;

/**
 * An operation and its SQL.
 *
 * @param operation the operation
 * @param statements in the order in which they run
 */
public record RenderedOperation(Operation operation, List<Statement> statements) {
    public RenderedOperation {
        statements = List.copyOf(statements);
    }
}
