package dev.qorm.dialect;

import dev.qorm.operation.Operation;
import java.util.List;

/**
 * An operation and its SQL.
 *
 * @param operation the operation
 * @param statements in the order in which they run; empty if those of another operation also do the work of this one
 */
public record RenderedOperation(Operation operation, List<Statement> statements) {
    public RenderedOperation {
        statements = List.copyOf(statements);
    }

    /** Returns the same operation, whose statements may already have taken effect. */
    RenderedOperation ifNotDone() {
        return new RenderedOperation(
                operation, statements.stream().map(Statement::ifNotDone).toList());
    }
}
