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
    /** The same, as a part of a migration that is one transaction where the database has it so. */
    public DropForeignKey(String table, ForeignKey key) {
        this(table, key, false);
    }

    /**
     * The same, as a part of a migration of PostgreSQL that is no transaction: taken back, it is added while rows of the table
     * are written. The other operations of the migration have to be concurrent, too. On the other databases it means nothing.
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
