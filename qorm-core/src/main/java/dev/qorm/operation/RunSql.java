package dev.qorm.operation;

import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.SqlSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement that the user wrote: either in addition to the changes of the schema, which it leaves unchanged, or
 * as another way to do what {@code operations} describe.
 *
 * @param sql one statement, or a text without a statement if there is nothing to run: see {@link #isNothing}
 * @param reverseSql the statement that undoes it, a text without a statement if nothing has to be undone, or null if it
 *     cannot be undone
 * @param isElidable see {@link #elidable()}
 * @param databases see {@link #on}
 * @param operations see {@link #insteadOf}; empty if it replaces none
 */
public record RunSql(
        String sql, @Nullable String reverseSql, boolean isElidable, List<String> databases, List<Operation> operations)
        implements HandmadeOperation {
    /** @throws IllegalArgumentException if it is elidable and replaces operations */
    public RunSql {
        Objects.requireNonNull(sql, "the statement of runSql(…) is null");
        databases = List.copyOf(databases);
        operations = List.copyOf(operations);
        if (isElidable && !operations.isEmpty()) {
            throw new IllegalArgumentException("runSql(\"" + sql
                    + "\") is both elidable() and insteadOf(…): a squash that" + " leaves it out would leave out '"
                    + described(operations) + "'; take one of the two away");
        }
    }

    /** Runs the statement on all databases; a squash keeps it. */
    public RunSql(String sql, @Nullable String reverseSql) {
        this(sql, reverseSql, false, List.of(), List.of());
    }

    /**
     * Whether the text contains only blanks, comments and semicolons. Some databases would accept that as a statement,
     * and others reject it.
     */
    @Override
    public boolean isNothing() {
        // MySQL's syntax includes all kinds of comments, and recognizes those whose content is executed.
        return SqlSyntax.MYSQL.cut(sql).stream().allMatch(token -> token.isBetween() || token.isSign(";"));
    }

    /** Returns this operation, undone by {@code statement}, which is blank if nothing has to be undone. */
    public RunSql reversedBy(String statement) {
        return new RunSql(sql, statement, isElidable, databases, operations);
    }

    @Override
    public RunSql elidable() {
        return new RunSql(sql, reverseSql, true, databases, operations);
    }

    /**
     * Returns this operation restricted to these databases. On the others, the operations that it replaces run, or
     * nothing if it replaces none.
     */
    @Override
    public RunSql on(String... names) {
        return new RunSql(sql, reverseSql, isElidable, DatabaseNames.known(names), operations);
    }

    /**
     * Returns this operation so that it runs in place of the statements that qorm generates for {@code operations}. The
     * schema changes as they describe. It is the user's responsibility that the statement changes the database
     * accordingly; {@code verify} can detect if it does not. It is undone by {@link #reversedBy}, like any other. On
     * databases excluded by {@link #on}, the operations run as they would without it.
     *
     * @throws IllegalArgumentException if there are none, one of them is handmade itself, or this operation is elidable
     */
    public RunSql insteadOf(Operation... operations) {
        if (operations.length == 0) {
            throw new IllegalArgumentException("insteadOf() of runSql(\"" + sql
                    + "\") names no operation; say what the statement does to the schema, or leave insteadOf() out");
        }
        for (var operation : operations) {
            if (Objects.requireNonNull(operation, "one of the operations of insteadOf(…) is null")
                    instanceof HandmadeOperation made) {
                throw new IllegalArgumentException("insteadOf(…) of runSql(\"" + sql + "\") has '" + made.describe()
                        + "', which is itself made by hand; write that before or after it, as a separate operation");
            }
        }
        return new RunSql(sql, reverseSql, isElidable, databases, List.of(operations));
    }

    @Override
    public List<Operation> inDetail() {
        return operations.isEmpty() ? List.of(this) : operations;
    }

    /**
     * On a database to which it applies, the result has no restriction, since its description should only state what it
     * does there.
     */
    @Override
    public List<Operation> forDatabase(String database) {
        if (operations.isEmpty()) {
            return List.of(this);
        }
        return isFor(database) ? List.of(new RunSql(sql, reverseSql, isElidable, List.of(), operations)) : operations;
    }

    @Override
    public Schema applyTo(Schema schema) {
        var next = schema;
        for (var operation : operations) {
            try {
                next = operation.applyTo(next);
            } catch (SchemaException e) {
                throw new SchemaException("in its insteadOf(…), '" + operation.describe() + "': " + e.getMessage(), e);
            }
        }
        return next;
    }

    @Override
    public Operation reverse() {
        if (reverseSql == null) {
            throw new IrreversibleOperationException(
                    "the statement '" + sql + "' cannot be rolled back; say how with runSql(…).reversedBy(\"…\")");
        }
        var reversed = new ArrayList<Operation>();
        for (var i = operations.size() - 1; i >= 0; i--) {
            reversed.add(operations.get(i).reverse());
        }
        return new RunSql(reverseSql, sql, isElidable, databases, reversed);
    }

    @Override
    public boolean isReversible() {
        return reverseSql != null;
    }

    /**
     * Whether the operations that it replaces lose data, on this or another database; running nothing anywhere loses
     * none.
     */
    @Override
    public boolean isDestructive() {
        return !(isNothing() && databases.isEmpty()) && operations.stream().anyMatch(Operation::isDestructive);
    }

    @Override
    public boolean mayKeepAll() {
        return operations.stream().filter(Operation::isDestructive).allMatch(Operation::mayKeepAll);
    }

    @Override
    public String describe() {
        var where = DatabaseNames.described(databases);
        if (operations.isEmpty()) {
            return "run sql" + where + ": " + onOneLine();
        }
        return described(operations)
                + (isNothing() ? ", with nothing to run" + where : ", by sql" + where + ": " + onOneLine());
    }

    private String onOneLine() {
        return AddCheck.LINE_BREAK.matcher(sql.strip()).replaceAll(" ");
    }

    private static String described(List<Operation> operations) {
        return operations.stream().map(Operation::describe).collect(Collectors.joining("; "));
    }

    /** Returns the sign of the operations that it replaces, if they all have the same. */
    @Override
    public char sign() {
        var signs = operations.stream().map(Operation::sign).distinct().toList();
        return signs.size() == 1 ? signs.get(0) : HandmadeOperation.super.sign();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
