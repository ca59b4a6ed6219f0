package dev.qorm.operation;

import dev.qorm.schema.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement that a person wrote; qorm does not look into it and the schema stays as it is.
 *
 * @param sql one statement, or a blank text where there is nothing to run
 * @param reverseSql the statement that undoes it, blank where nothing has to, or null when nothing can
 */
public record RunSql(String sql, @Nullable String reverseSql) implements Operation {
    public RunSql {
        Objects.requireNonNull(sql, "the statement of runSql(…) is null");
    }

    /** The same, undone by {@code statement}; by a blank one where nothing has to be undone. */
    public RunSql reversedBy(String statement) {
        return new RunSql(sql, statement);
    }

    @Override
    public Schema applyTo(Schema schema) {
        return schema;
    }

    @Override
    public Operation reverse() {
        if (reverseSql == null) {
            throw new IrreversibleOperationException(
                    "the statement '" + sql + "' cannot be rolled back; say how with runSql(…).reversedBy(\"…\")");
        }
        return new RunSql(reverseSql, sql);
    }

    @Override
    public boolean isReversible() {
        return reverseSql != null;
    }

    @Override
    public String describe() {
        return "run sql: " + sql;
    }

    @Override
    public char sign() {
        return '~';
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
