package dev.qorm.operation;

import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;

/**
 * Drops a foreign key.
 *
 * @param table the table's name
 * @param key the foreign key as it was
 * @param isConcurrent see {@link #concurrently()}
 */
public record DropForeignKey(String table, ForeignKey key, boolean isConcurrent) implements ConcurrentOperation {
    /** Drops the foreign key in the migration's transaction, on databases whose DDL is transactional. */
    public DropForeignKey(String table, ForeignKey key) {
        this(table, key, false);
    }

    /**
     * Returns this operation as part of a concurrent migration, which PostgreSQL runs outside a transaction. If it is
     * rolled back, the key is added while others write to the table. The other operations of the migration must be
     * concurrent too. On the other databases it makes no difference.
     */
    @Override
    public DropForeignKey concurrently() {
        return new DropForeignKey(table, key, true);
    }

    @Override
    public DropForeignKey inTransaction() {
        return new DropForeignKey(table, key, false);
    }

    @Override
    public ForeignKey element() {
        return key;
    }

    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).without(ForeignKey.class, key.name()));
    }

    @Override
    public Operation reverse() {
        return new AddForeignKey(table, key, isConcurrent);
    }

    @Override
    public String describe() {
        return AddForeignKey.describe("drop", this, key);
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
