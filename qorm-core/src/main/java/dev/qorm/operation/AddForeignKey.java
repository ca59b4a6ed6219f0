package dev.qorm.operation;

import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;

/**
 * Adds a foreign key.
 *
 * @param table the table's name
 * @param key the foreign key
 * @param isConcurrent see {@link #concurrently()}
 */
public record AddForeignKey(String table, ForeignKey key, boolean isConcurrent) implements ConcurrentOperation {
    /** Adds the foreign key in the migration's transaction, on databases whose DDL is transactional. */
    public AddForeignKey(String table, ForeignKey key) {
        this(table, key, false);
    }

    /**
     * Returns this operation as a concurrent one. On PostgreSQL, the key then holds for new rows at once, and the
     * existing rows are validated while others write to both tables. This cannot be done in a transaction, so the other
     * operations of the migration must be concurrent too. On the other databases it makes no difference.
     */
    @Override
    public AddForeignKey concurrently() {
        return new AddForeignKey(table, key, true);
    }

    @Override
    public AddForeignKey inTransaction() {
        return new AddForeignKey(table, key, false);
    }

    @Override
    public ForeignKey element() {
        return key;
    }

    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).with(key));
    }

    @Override
    public Operation reverse() {
        return new DropForeignKey(table, key, isConcurrent);
    }

    @Override
    public String describe() {
        return describe("add", this, key);
    }

    /**
     * Describes the operation on the key, including everything that may differ when one key replaces another of the
     * same name.
     */
    static String describe(String verb, ConcurrentOperation operation, ForeignKey key) {
        return verb + " foreign key " + operation.concurrentWord() + key.name() + " on " + operation.table() + "("
                + String.join(", ", key.columns()) + ") to "
                + key.referencedTable() + "(" + String.join(", ", key.referencedColumns()) + ")"
                + action(" on delete ", key.onDelete()) + action(" on update ", key.onUpdate())
                + Deferral.words(key.deferral());
    }

    private static String action(String when, ReferentialAction action) {
        return action == ReferentialAction.NO_ACTION ? "" : when + action.sql();
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
