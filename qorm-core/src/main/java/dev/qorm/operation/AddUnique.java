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
    /** The same, as a part of a migration that is one transaction where the database has it so. */
    public AddUnique(String table, UniqueConstraint unique) {
        this(table, unique, false);
    }

    /**
     * The same, made on PostgreSQL of an index that is built while rows of the table are written, and in no transaction: the
     * other operations of the migration have to be concurrent, too. On the other databases it means nothing.
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
                + String.join(", ", unique.columns()) + ")";
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
