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
    /** The same, as a part of a migration that is one transaction where the database has it so. */
    public DropCheck(String table, CheckConstraint check) {
        this(table, check, false);
    }

    /**
     * The same, as a part of a migration of PostgreSQL that is no transaction: taken back, it is added while rows of the table
     * are written. The other operations of the migration have to be concurrent, too. On the other databases it means nothing.
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
