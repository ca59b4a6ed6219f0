package dev.qorm.operation;

import dev.qorm.schema.Schema;
import dev.qorm.schema.UniqueConstraint;

/**
 * Adds a unique constraint.
 *
 * @param table the table's name
 * @param unique the unique constraint
 * @param isConcurrent see {@link #concurrently()}
 */
public record AddUnique(String table, UniqueConstraint unique, boolean isConcurrent) implements ConcurrentOperation {
    /** Adds the constraint in the migration's transaction, on databases whose DDL is transactional. */
    public AddUnique(String table, UniqueConstraint unique) {
        this(table, unique, false);
    }

    /**
     * Returns this operation as a concurrent one. On PostgreSQL, the constraint is then made from an index that is
     * built while others write to the table. This cannot be done in a transaction, so the other operations of the
     * migration must be concurrent too. On the other databases it makes no difference.
     */
    @Override
    public AddUnique concurrently() {
        return new AddUnique(table, unique, true);
    }

    @Override
    public AddUnique inTransaction() {
        return new AddUnique(table, unique, false);
    }

    @Override
    public UniqueConstraint element() {
        return unique;
    }

    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).with(unique));
    }

    @Override
    public Operation reverse() {
        return new DropUnique(table, unique, isConcurrent);
    }

    @Override
    public String describe() {
        return "add unique constraint " + concurrentWord() + unique.name() + " on " + table + "("
                + String.join(", ", unique.columns()) + ")" + unique.describeMore();
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
