package dev.qorm.dialect;

/**
 * One SQL statement.
 *
 * @param sql its text, without a semicolon at its end; all values are in it, there are no parameters
 * @param mayBeDone whether it is no error when the database refuses it because its effect is there already: what undoes
 *     an operation that was stopped half way
 */
public record Statement(String sql, boolean mayBeDone) {
    /** A statement whose effect is not there yet. */
    public Statement(String sql) {
        this(sql, false);
    }
}
