package dev.qorm.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of columns in expressions that a person wrote. An expression is cut into string literals, quoted names, words and
 * the rest; a column is a quoted name that is equal to its own, or a word that is but for case.
 */
public final class SqlText {
    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*|.", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("--|/\\*|#|\\$\\$");
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private SqlText() {}

    /**
     * {@code expression} with its blanks in one way, so that how it is set out is no difference: one between words, one after
     * a comma, none inside parentheses. What has comments stays as it is, since they end with a line.
     */
    static String evenlySpaced(String expression) {
        var stripped = expression.strip();
        if (COMMENT.matcher(stripped).find()) {
            return stripped;
        }
        var even = new StringBuilder();
        var isApart = false;
        var tokens = TOKEN.matcher(stripped);
        while (tokens.find()) {
            var token = tokens.group();
            if (token.isBlank()) {
                isApart = true;
                continue;
            }
            if (isApart && !",)".contains(token) && even.charAt(even.length() - 1) != '(') {
                even.append(' ');
            }
            even.append(token);
            isApart = token.equals(",");
        }
        return even.toString();
    }

    /** Whether {@code expression} mentions {@code column}. */
    public static boolean mentions(@Nullable String expression, String column) {
        if (expression == null) {
            return false;
        }
        var tokens = TOKEN.matcher(expression);
        while (tokens.find()) {
            if (isColumn(tokens.group(), column)) {
                return true;
            }
        }
        return false;
    }

    /** {@code expression} with another name for a column; quoted where it is not plain. */
    public static String rename(String expression, String from, String to) {
        var replacement = PLAIN.matcher(to).matches() ? to : "\"" + to.replace("\"", "\"\"") + "\"";
        return TOKEN.matcher(expression)
                .replaceAll(
                        token -> Matcher.quoteReplacement(isColumn(token.group(), from) ? replacement : token.group()));
    }

    private static boolean isColumn(String token, String column) {
        return token.startsWith("\"")
                ? token.length() > 1
                        && token.substring(1, token.length() - 1)
                                .replace("\"\"", "\"")
                                .equals(column)
                : token.equalsIgnoreCase(column);
    }
}
