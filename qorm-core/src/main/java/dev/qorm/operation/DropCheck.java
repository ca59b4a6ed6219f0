package dev.qorm.operation;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Schema;

/**
 * Drops a check.
 *
 * @param table the table's name
 * @param check the check as it was
 * @param isConcurrent see {@link #concurrently()}
 */
public record DropCheck(String table, CheckConstraint check, boolean isConcurrent) implements ConcurrentOperation {
    /** Drops the check in the migration's transaction, on databases whose DDL is transactional. */
    public DropCheck(String table, CheckConstraint check) {
        this(table, check, false);
    }

    /**
     * Returns this operation as part of a concurrent migration, which PostgreSQL runs outside a transaction. If it is
     * rolled back, the check is added while others write to the table. The other operations of the migration must be
     * concurrent too. On the other databases it makes no difference.
     */
    @Override
    public DropCheck concurrently() {
        return new DropCheck(table, check, true);
    }

    @Override
    public DropCheck inTransaction() {
        return new DropCheck(table, check, false);
    }

    @Override
    public CheckConstraint element() {
        return check;
    }

    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).without(CheckConstraint.class, check.name()));
    }

    @Override
    public Operation reverse() {
        return new AddCheck(table, check, isConcurrent);
    }

    @Override
    public String describe() {
        return AddCheck.describe("drop", this, check);
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
