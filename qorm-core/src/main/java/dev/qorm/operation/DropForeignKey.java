package dev.qorm.operation;

import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;

/**
 * Drops a foreign key.
 *
 * @param table the table's name
 * @param key the foreign key as it was
 */
public record DropForeignKey(String table, ForeignKey key) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).without(ForeignKey.class, key.name()));
    }

    @Override
    public Operation reverse() {
        return new AddForeignKey(table, key);
    }

    @Override
    public String describe() {
        return "drop foreign key " + key.name() + " on " + table + "(" + String.join(", ", key.columns()) + ") to "
                + key.referencedTable();
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
