package dev.qorm.operation;

import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.NeutralValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;

/**
 * Drops a column; its values are lost. What needs the column is dropped by operations of its own before.
 *
 * @param table the table's name
 * @param column the column as it was
 */
public record DropColumn(String table, Column column) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        var before = schema.table(table);
        if (!before.column(column.name()).equals(column)) {
            throw new SchemaException("the column " + table + "." + column.name()
                    + " that is to be dropped is not as this migration knows it; it is "
                    + before.column(column.name()));
        }
        return schema.replace(before.without(Column.class, column.name()));
    }

    /**
     * Adds the column again. The values are gone: where the column must have one, the rows get the neutral value of its
     * type.
     */
    @Override
    public Operation reverse() {
        var value = column.isRequired() ? NeutralValue.of(column.type()) : null;
        return new AddColumn(table, column, value == null ? null : new DefaultValue.Literal(value));
    }

    /** What is computed can be computed again. */
    @Override
    public boolean isDestructive() {
        return column.generatedAs() == null;
    }

    @Override
    public String describe() {
        return "drop column " + table + "." + column.name();
    }

    @Override
    public char sign() {
        return '-';
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
