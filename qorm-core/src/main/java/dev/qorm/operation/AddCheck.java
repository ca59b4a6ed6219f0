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

    /** Adds the check in the migration's transaction, on databases whose DDL is transactional. */
    public AddCheck(String table, CheckConstraint check) {
        this(table, check, false);
    }

    /**
     * Returns this operation as a concurrent one. On PostgreSQL, the check then holds for new rows at once, and the
     * existing rows are validated while others write to the table. This cannot be done in a transaction, so the other
     * operations of the migration must be concurrent too. On the other databases it makes no difference.
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

    /**
     * Describes the operation on the check in one line, including the expression: it is what differs when one check
     * replaces another.
     */
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
