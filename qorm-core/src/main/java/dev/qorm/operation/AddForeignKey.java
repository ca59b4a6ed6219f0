package dev.qorm.operation;

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
    /** The same, as a part of a migration that is one transaction where the database has it so. */
    public AddForeignKey(String table, ForeignKey key) {
        this(table, key, false);
    }

    /**
     * The same, which on PostgreSQL holds for new rows at once and is then looked up for those that are there, while rows of
     * both tables are written, and in no transaction: the other operations of the migration have to be concurrent, too. On the
     * other databases it means nothing.
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

    /** What is done with which key, with all that may differ where one takes the place of another of its name. */
    static String describe(String verb, ConcurrentOperation operation, ForeignKey key) {
        return verb + " foreign key " + operation.concurrentWord() + key.name() + " on " + operation.table() + "("
                + String.join(", ", key.columns()) + ") to "
                + key.referencedTable() + "(" + String.join(", ", key.referencedColumns()) + ")"
                + action(" on delete ", key.onDelete()) + action(" on update ", key.onUpdate());
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
