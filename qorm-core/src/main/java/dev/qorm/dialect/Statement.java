package dev.qorm.dialect;

import dev.qorm.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement.
 *
 * @param sql its text, without a semicolon at its end; all values are in it, there are no parameters
 * @param replaced the table that this statement drops because another takes its place, as the migrations know it, or
 *     null. What only the database knows of it, such as triggers, has to be kept by whoever runs the statement
 * @param mayBeDone whether it is no error when the database refuses it because its effect is there already: what undoes
 *     an operation that was stopped half way
 */
public record Statement(String sql, @Nullable Table replaced, boolean mayBeDone) {
    /** A statement that replaces no table and whose effect is not there yet. */
    public Statement(String sql) {
        this(sql, null, false);
    }

    /** The same, which may find its effect there. */
    Statement ifNotDone() {
        return new Statement(sql, replaced, true);
    }
}
