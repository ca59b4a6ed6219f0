package dev.qorm.operation;

import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;

/**
 * Drops an index.
 *
 * @param table the table's name
 * @param index the index as it was
 * @param isConcurrent see {@link #concurrently()}
 */
public record DropIndex(String table, Index index, boolean isConcurrent) implements ConcurrentOperation {
    /** The same, as a part of a migration that is one transaction where the database has it so. */
    public DropIndex(String table, Index index) {
        this(table, index, false);
    }

    /**
     * The same, on PostgreSQL without keeping others from the table, and in no transaction: the other operations of the
     * migration have to be concurrent, too. On the other databases it means nothing.
     */
    @Override
    public DropIndex concurrently() {
        return new DropIndex(table, index, true);
    }

    @Override
    public DropIndex inTransaction() {
        return new DropIndex(table, index, false);
    }

    @Override
    public Index element() {
        return index;
    }

    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).without(Index.class, index.name()));
    }

    @Override
    public Operation reverse() {
        return new CreateIndex(table, index, isConcurrent);
    }

    @Override
    public String describe() {
        return CreateIndex.describe("drop", this, index);
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
