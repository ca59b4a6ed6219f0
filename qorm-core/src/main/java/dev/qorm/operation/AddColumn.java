package dev.qorm.operation;

import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Adds a column.
 *
 * @param table the table's name
 * @param column the column
 * @param backfill what the rows that are there get in it, or null for the column's default; not part of the schema after
 */
public record AddColumn(String table, Column column, DefaultValue.@Nullable Literal backfill) implements Operation {
    public AddColumn {
        if (backfill != null) {
            backfill = Column.literal(column.name(), column.type(), backfill.value());
        }
    }

    /** The same, with {@code value} for the rows that are there. */
    public AddColumn backfill(Object value) {
        return new AddColumn(table, column, new DefaultValue.Literal(value));
    }

    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).with(column));
    }

    @Override
    public Operation reverse() {
        return new DropColumn(table, column);
    }

    @Override
    public String describe() {
        return "add column " + table + "." + column.name();
    }

    @Override
    public char sign() {
        return '+';
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
