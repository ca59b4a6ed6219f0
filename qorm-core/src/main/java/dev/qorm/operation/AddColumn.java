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
 * @param backfill the value that existing rows get in it, or null for the column's default. If there is no default
 *     either, they get NULL; if the column is NOT NULL, the migration fails on a table with rows. Not part of the
 *     resulting schema
 */
public record AddColumn(
        String table, Column column, @Nullable DefaultValue backfill) implements TableOperation {
    public AddColumn {
        if (backfill instanceof DefaultValue.Literal literal) {
            backfill = Column.literal(column.name(), column.type(), literal.value());
        }
    }

    /**
     * Returns this operation with {@code value} for the existing rows.
     *
     * @throws dev.qorm.schema.SchemaException if the column's type cannot hold it
     */
    public AddColumn backfill(Object value) {
        return new AddColumn(table, column, new DefaultValue.Literal(value));
    }

    /**
     * Returns this operation with an individual value for each existing row.
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
