package dev.qorm.operation;

import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;

/**
 * Adds a foreign key.
 *
 * @param table the table's name
 * @param key the foreign key
 */
public record AddForeignKey(String table, ForeignKey key) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).with(key));
    }

    @Override
    public Operation reverse() {
        return new DropForeignKey(table, key);
    }

    @Override
    public String describe() {
        return "add foreign key " + key.name() + " on " + table + "(" + String.join(", ", key.columns()) + ") to "
                + key.referencedTable();
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
