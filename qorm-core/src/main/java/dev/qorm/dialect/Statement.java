package dev.qorm.dialect;

import dev.qorm.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement.
 *
 * @param sql its text, without a semicolon at its end; all values are in it, there are no parameters
 * @param replaced the table that this statement drops because another takes its place, as the migrations know it, or
 *     null. What only the database knows of it, such as triggers, has to be kept by whoever runs the statement
 */
public record Statement(String sql, @Nullable Table replaced) {
    /** A statement that replaces no table. */
    public Statement(String sql) {
        this(sql, null);
    }
}
