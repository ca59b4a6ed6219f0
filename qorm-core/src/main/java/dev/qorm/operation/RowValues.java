package dev.qorm.operation;

import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
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

    /**
     * Whether the values that {@code reader} gives to rows may be made of a column. An expression may read a column of
     * another table in a query, and has to name that table then.
     *
     * @param table the table of the column
     */
    public static boolean mayBeMadeOf(TableOperation reader, String table, String column) {
        var expression = expression(reader);
        return SqlText.mentions(expression, column)
                && (Table.key(reader.table()).equals(Table.key(table)) || SqlText.hasWord(expression, table));
    }
}
