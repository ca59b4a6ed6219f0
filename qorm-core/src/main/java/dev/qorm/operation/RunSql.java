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
 * Runs a statement that a person wrote: beside what becomes of the schema, which it leaves as it is, or as a way of its own
 * to do what {@code operations} say.
 *
 * @param sql one statement, or a text without one where there is nothing to run: see {@link #isNothing}
 * @param reverseSql the statement that undoes it, such a text where nothing has to, or null when nothing can
 * @param isElidable see {@link #elidable()}
 * @param databases see {@link #on}
 * @param operations see {@link #insteadOf}; empty where it stands for itself
 */
public record RunSql(
        String sql, @Nullable String reverseSql, boolean isElidable, List<String> databases, List<Operation> operations)
        implements HandmadeOperation {
    /** @throws IllegalArgumentException when it is elidable and stands for others */
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

    /** One for all databases, that stays in a squash. */
    public RunSql(String sql, @Nullable String reverseSql) {
        this(sql, reverseSql, false, List.of(), List.of());
    }

    /**
     * Whether there is nothing but blanks, comments and semicolons. Some databases would take that for a statement, and
     * others refuse it.
     */
    @Override
    public boolean isNothing() {
        // MySQL's are all the comments that there are, but for what stands in them and is run.
        return SqlSyntax.MYSQL.cut(sql).stream().allMatch(token -> token.isBetween() || token.isSign(";"));
    }

    /** The same, undone by {@code statement}; by a blank one where nothing has to be undone. */
    public RunSql reversedBy(String statement) {
        return new RunSql(sql, statement, isElidable, databases, operations);
    }

    @Override
    public RunSql elidable() {
        return new RunSql(sql, reverseSql, true, databases, operations);
    }

    /** The same on these databases alone; on others the operations run in whose place it stands, and nothing without any. */
    @Override
    public RunSql on(String... names) {
        return new RunSql(sql, reverseSql, isElidable, DatabaseNames.known(names), operations);
    }

    /**
     * The same, run in place of the statements that qorm has for {@code operations}. The schema changes as they say: that
     * the statement leaves the database so is for the person to see to, and for {@code verify} to find out. It is undone by
     * {@link #reversedBy}, too. On databases that it is not {@link #on}, they run as they would without it.
     *
     * @throws IllegalArgumentException when there are none, one of them is made by hand itself, or this is elidable
     */
    public RunSql insteadOf(Operation... operations) {
        if (operations.length == 0) {
            throw new IllegalArgumentException("insteadOf() of runSql(\"" + sql
                    + "\") names no operation; say what the statement does to the schema, or leave insteadOf() out");
        }
        for (var operation : operations) {
            if (Objects.requireNonNull(operation, "one of the operations of insteadOf(…) is null")
                    instanceof HandmadeOperation made) {
                throw new IllegalArgumentException(
                        "insteadOf(…) of runSql(\"" + sql + "\") has '" + made.describe()
                                + "', which is made by hand itself; write that before or behind it, as an operation of its own");
            }
        }
        return new RunSql(sql, reverseSql, isElidable, databases, List.of(operations));
    }

    @Override
    public List<Operation> inDetail() {
        return operations.isEmpty() ? List.of(this) : operations;
    }

    /** On a database that it is for, it is for no other, and what it does there is all that it says of itself. */
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

    /** Whether the operations in whose place it stands lose any, here or on another database; nothing loses none. */
    @Override
    public boolean isDestructive() {
        return !(isNothing() && databases.isEmpty()) && operations.stream().anyMatch(Operation::isDestructive);
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

    /** That of the operations in whose place it stands, where they have the same. */
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
