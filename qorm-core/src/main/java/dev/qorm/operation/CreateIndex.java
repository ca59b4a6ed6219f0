package dev.qorm.operation;

import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;

/**
 * Creates an index.
 *
 * @param table the table's name
 * @param index the index
 * @param isConcurrent see {@link #concurrently()}
 */
public record CreateIndex(String table, Index index, boolean isConcurrent) implements ConcurrentOperation {
    /** Creates the index in the migration's transaction, on databases whose DDL is transactional. */
    public CreateIndex(String table, Index index) {
        this(table, index, false);
    }

    /**
     * Returns this operation as a concurrent one. On PostgreSQL, the index is then built while others write to the
     * table. This cannot be done in a transaction, so the other operations of the migration must be concurrent too. On
     * the other databases it makes no difference.
     */
    @Override
    public CreateIndex concurrently() {
        return new CreateIndex(table, index, true);
    }

    @Override
    public CreateIndex inTransaction() {
        return new CreateIndex(table, index, false);
    }

    @Override
    public Index element() {
        return index;
    }

    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).with(index));
    }

    @Override
    public Operation reverse() {
        return new DropIndex(table, index, isConcurrent);
    }

    @Override
    public String describe() {
        return describe("create", this, index);
    }

    /** Describes the operation on the index. */
    static String describe(String verb, ConcurrentOperation operation, Index index) {
        return verb + (index.isUnique() ? " unique index " : " index ")
                + operation.concurrentWord() + index.name() + " on " + operation.table()
                + "(" + index.describeColumns() + ")" + index.describeMore()
                + (index.where() == null ? "" : " where " + index.where());
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
