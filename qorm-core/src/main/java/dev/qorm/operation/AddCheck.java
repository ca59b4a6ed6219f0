package dev.qorm.operation;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Schema;
import java.util.regex.Pattern;

/**
 * Adds a check.
 *
 * @param table the table's name
 * @param check the check
 * @param isConcurrent see {@link #concurrently()}
 */
public record AddCheck(String table, CheckConstraint check, boolean isConcurrent) implements ConcurrentOperation {
    static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

    /** The same, as a part of a migration that is one transaction where the database has it so. */
    public AddCheck(String table, CheckConstraint check) {
        this(table, check, false);
    }

    /**
     * The same, which on PostgreSQL holds for new rows at once and is then checked for those that are there, while rows of the
     * table are written, and in no transaction: the other operations of the migration have to be concurrent, too. On the other
     * databases it means nothing.
     */
    @Override
    public AddCheck concurrently() {
        return new AddCheck(table, check, true);
    }

    @Override
    public AddCheck inTransaction() {
        return new AddCheck(table, check, false);
    }

    @Override
    public CheckConstraint element() {
        return check;
    }

    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).with(check));
    }

    @Override
    public Operation reverse() {
        return new DropCheck(table, check, isConcurrent);
    }

    @Override
    public String describe() {
        return describe("add", this, check);
    }

    /** What is done with which check, on one line: where one takes the place of another, its expression is what differs. */
    static String describe(String verb, ConcurrentOperation operation, CheckConstraint check) {
        return verb + " check " + operation.concurrentWord() + check.name() + " on " + operation.table() + ": "
                + LINE_BREAK.matcher(check.expression().strip()).replaceAll(" ");
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
