package dev.qorm.operation;

import dev.qorm.schema.Schema;

/**
 * Renames a column. Its values are kept, and keys, indexes, checks and computed columns are adapted.
 *
 * @param table the table's name
 * @param from the column's name before
 * @param to the column's name after
 */
public record RenameColumn(String table, String from, String to) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.renameColumn(table, from, to);
    }

    @Override
    public Operation reverse() {
        return new RenameColumn(table, to, from);
    }

    @Override
    public String describe() {
        return "rename column " + table + "." + from + " to " + to;
    }

    @Override
    public char sign() {
        return '~';
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
