package dev.qorm.operation;

import dev.qorm.schema.DefaultValue;
import org.jspecify.annotations.Nullable;

/** How operations determine the values that they give to rows. */
public final class RowValues {
    private RowValues() {}

    /**
     * Returns the expression with which {@code operation} gives each row an individual value in a column, or null if it
     * does not.
     */
    public static @Nullable String expression(Operation operation) {
        var value = operation instanceof AddColumn add
                ? add.backfill()
                : operation instanceof AlterColumn alter ? alter.backfill() : null;
        return value instanceof DefaultValue.Expression expression ? expression.sql() : null;
    }
}
