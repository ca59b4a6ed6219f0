package dev.qorm.operation;

import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;

/**
 * Creates an index.
 *
 * @param table the table's name
 * @param index the index
 */
public record CreateIndex(String table, Index index) implements Operation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).with(index));
    }

    @Override
    public Operation reverse() {
        return new DropIndex(table, index);
    }

    @Override
    public String describe() {
        return "create " + (index.isUnique() ? "unique index " : "index ") + index.name() + " on " + table + "("
                + String.join(", ", index.columnNames()) + ")";
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
