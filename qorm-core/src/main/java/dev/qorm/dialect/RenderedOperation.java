package dev.qorm.dialect;

import dev.qorm.operation.Operation;
import java.util.List;

/**
 * An operation and its SQL.
 *
 * @param operation the operation
 * @param statements in the order in which they run; none where those of another operation do this one's work too
 */
public record RenderedOperation(Operation operation, List<Statement> statements) {
    public RenderedOperation {
        statements = List.copyOf(statements);
    }

    /** The same, whose statements may find their effect there. */
    RenderedOperation ifNotDone() {
        return new RenderedOperation(
                operation, statements.stream().map(Statement::ifNotDone).toList());
    }
}
