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
    /** Drops the index in the migration's transaction, on databases whose DDL is transactional. */
    public DropIndex(String table, Index index) {
        this(table, index, false);
    }

    /**
     * Returns this operation as a concurrent one. On PostgreSQL, the index is then dropped without blocking others from
     * the table. This cannot be done in a transaction, so the other operations of the migration must be concurrent too.
     * On the other databases it makes no difference.
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
