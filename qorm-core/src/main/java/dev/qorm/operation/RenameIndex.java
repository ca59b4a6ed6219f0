package dev.qorm.operation;

import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;

/**
 * Renames an index without rebuilding it.
 *
 * @param table the table's name
 * @param from the index's name before
 * @param to the index's name after
 */
public record RenameIndex(String table, String from, String to) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).renamePart(Index.class, from, to));
    }

    @Override
    public Operation reverse() {
        return new RenameIndex(table, to, from);
    }

    @Override
    public String describe() {
        return "rename index " + from + " on " + table + " to " + to;
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
