package dev.qorm.operation;

import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;

/**
 * Adds a primary key.
 *
 * @param table the table's name
 * @param key the primary key
 */
public record AddPrimaryKey(String table, PrimaryKey key) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).with(key));
    }

    @Override
    public Operation reverse() {
        return new DropPrimaryKey(table, key);
    }

    @Override
    public String describe() {
        return "add primary key " + key.name() + " on " + table + "(" + String.join(", ", key.columns()) + ")";
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
