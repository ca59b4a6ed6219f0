package dev.qorm.operation;

import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;

/**
 * Drops a primary key.
 *
 * @param table the table's name
 * @param key the primary key as it was
 */
public record DropPrimaryKey(String table, PrimaryKey key) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).without(PrimaryKey.class, key.name()));
    }

    @Override
    public Operation reverse() {
        return new AddPrimaryKey(table, key);
    }

    @Override
    public String describe() {
        return "drop primary key " + key.name() + " on " + table + "(" + String.join(", ", key.columns()) + ")";
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
