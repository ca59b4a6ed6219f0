package dev.qorm.diff;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks for names in expressions that a person wrote. */
final class SqlText {
    private SqlText() {}

    /** Whether {@code expression} may mention {@code column}; names in SQL do not distinguish case. */
    static boolean mentions(@Nullable String expression, String column) {
        return expression != null
                && Pattern.compile(
                                "(?<![\\p{L}\\p{N}_$])" + Pattern.quote(column) + "(?![\\p{L}\\p{N}_$])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(expression)
                        .find();
    }
}
