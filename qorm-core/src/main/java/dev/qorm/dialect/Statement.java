package dev.qorm.dialect;

import dev.qorm.schema.Table;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement.
 *
 * @param sql its text, without a semicolon at its end; it contains all values, and no parameters
 * @param replaced the table that this statement drops because another one replaces it, as the migrations know it, or
 *     null. The caller who runs the statement must save what only the database knows of it, such as triggers
 * @param mayBeDone whether it is no error if the database refuses it because it has already taken effect: true for
 *     statements that undo an operation that was stopped half way
 */
public record Statement(String sql, @Nullable Table replaced, boolean mayBeDone) {
    private static final Pattern SCHEMA = Pattern.compile("(?i)(?:create|alter|drop|comment)\\b");

    /** Creates a statement that replaces no table and has not taken effect yet. */
    public Statement(String sql) {
        this(sql, null, false);
    }

    /** Whether it begins as one that changes the schema, so that it is known to change no rows before that. */
    public boolean changesSchema() {
        return SCHEMA.matcher(sql).lookingAt();
    }

    /** Returns the same statement, which may already have taken effect. */
    Statement ifNotDone() {
        return new Statement(sql, replaced, true);
    }
}
