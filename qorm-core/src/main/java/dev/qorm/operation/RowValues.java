package dev.qorm.operation;

import dev.qorm.schema.DefaultValue;
import org.jspecify.annotations.Nullable;

/** What the values are made of that operations give to rows. */
public final class RowValues {
    private RowValues() {}

    /** The expression by which {@code operation} gives each row a value of its own in a column; null where it does not. */
    public static @Nullable String expression(Operation operation) {
        var value = operation instanceof AddColumn add
                ? add.backfill()
                : operation instanceof AlterColumn alter ? alter.backfill() : null;
        return value instanceof DefaultValue.Expression expression ? expression.sql() : null;
    }
}
