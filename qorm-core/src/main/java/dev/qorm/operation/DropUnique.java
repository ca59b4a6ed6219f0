package dev.qorm.operation;

import dev.qorm.schema.Schema;
import dev.qorm.schema.UniqueConstraint;

/**
 * Drops a unique constraint.
 *
 * @param table the table's name
 * @param unique the unique constraint as it was
 * @param isConcurrent see {@link #concurrently()}
 */
public record DropUnique(String table, UniqueConstraint unique, boolean isConcurrent) implements ConcurrentOperation {
    /** Drops the constraint in the migration's transaction, on databases whose DDL is transactional. */
    public DropUnique(String table, UniqueConstraint unique) {
        this(table, unique, false);
    }

    /**
     * Returns this operation as part of a concurrent migration, which PostgreSQL runs outside a transaction. If it is
     * rolled back, the constraint is added while others write to the table. The other operations of the migration must
     * be concurrent too. On the other databases it makes no difference.
     */
    @Override
    public DropUnique concurrently() {
        return new DropUnique(table, unique, true);
    }

    @Override
    public DropUnique inTransaction() {
        return new DropUnique(table, unique, false);
    }

    @Override
    public UniqueConstraint element() {
        return unique;
    }

    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).without(UniqueConstraint.class, unique.name()));
    }

    @Override
    public Operation reverse() {
        return new AddUnique(table, unique, isConcurrent);
    }

    @Override
    public String describe() {
        return "drop unique constraint " + concurrentWord() + unique.name() + " on " + table + "("
                + String.join(", ", unique.columns()) + ")" + unique.describeMore();
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
