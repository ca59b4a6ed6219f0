package dev.qorm.operation;

import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;

/**
 * Drops an index.
 *
 * @param table the table's name
 * @param index the index as it was
 */
public record DropIndex(String table, Index index) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).without(Index.class, index.name()));
    }

    @Override
    public Operation reverse() {
        return new CreateIndex(table, index);
    }

    @Override
    public String describe() {
        return CreateIndex.describe("drop", table, index);
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
