package dev.qorm.operation;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement that a person wrote.
 *
 * @param sql one statement, or a text without one where there is nothing to run: see {@link #isNothing}
 * @param reverseSql the statement that undoes it, such a text where nothing has to, or null when nothing can
 * @param isElidable see {@link #elidable()}
 * @param databases see {@link #on}
 */
public record RunSql(String sql, @Nullable String reverseSql, boolean isElidable, List<String> databases)
        implements HandmadeOperation {
    /** Not {@code /*! … *}{@code /} and {@code /*M! … *}{@code /}, which MySQL and MariaDB run. */
    private static final Pattern NO_STATEMENT =
            Pattern.compile("--[^\\n]*+|#[^\\n]*+|/\\*(?!M?!).*?\\*/|;", Pattern.DOTALL);

    public RunSql {
        Objects.requireNonNull(sql, "the statement of runSql(…) is null");
        databases = List.copyOf(databases);
    }

    /** One for all databases, that stays in a squash. */
    public RunSql(String sql, @Nullable String reverseSql) {
        this(sql, reverseSql, false, List.of());
    }

    /**
     * Whether there is nothing but blanks, comments and semicolons. Some databases would take that for a statement, and
     * others refuse it.
     */
    public boolean isNothing() {
        return NO_STATEMENT.matcher(sql).replaceAll("").isBlank();
    }

    /** The same, undone by {@code statement}; by a blank one where nothing has to be undone. */
    public RunSql reversedBy(String statement) {
        return new RunSql(sql, statement, isElidable, databases);
    }

    @Override
    public RunSql elidable() {
        return new RunSql(sql, reverseSql, true, databases);
    }

    @Override
    public RunSql on(String... names) {
        return new RunSql(sql, reverseSql, isElidable, DatabaseNames.known(names));
    }

    @Override
    public Operation reverse() {
        if (reverseSql == null) {
            throw new IrreversibleOperationException(
                    "the statement '" + sql + "' cannot be rolled back; say how with runSql(…).reversedBy(\"…\")");
        }
        return new RunSql(reverseSql, sql, isElidable, databases);
    }

    @Override
    public boolean isReversible() {
        return reverseSql != null;
    }

    @Override
    public String describe() {
        return "run sql" + DatabaseNames.described(databases) + ": " + sql;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
