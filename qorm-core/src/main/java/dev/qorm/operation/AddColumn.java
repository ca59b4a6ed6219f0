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
 * @param backfill what the rows that are there get in it, or null for the column's default. Where there is neither, they
 *     get NULL, or the migration fails on a table with rows if the column is NOT NULL. Not part of the schema after
 */
public record AddColumn(
        String table, Column column, @Nullable DefaultValue backfill) implements TableOperation {
    public AddColumn {
        if (backfill instanceof DefaultValue.Literal literal) {
            backfill = Column.literal(column.name(), column.type(), literal.value());
        }
    }

    /**
     * The same, with {@code value} for the rows that are there.
     *
     * @throws dev.qorm.schema.SchemaException when the column's type cannot hold it
     */
    public AddColumn backfill(Object value) {
        return new AddColumn(table, column, new DefaultValue.Literal(value));
    }

    /**
     * The same, with a value of its own for each row that is there.
     *
     * @param expression over the columns that the table has before, in SQL that every database in use understands
     */
    public AddColumn backfillSql(String expression) {
        return new AddColumn(table, column, new DefaultValue.Expression(expression));
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
