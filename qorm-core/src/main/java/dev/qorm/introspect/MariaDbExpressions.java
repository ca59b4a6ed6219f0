package dev.qorm.introspect;

import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * Expressions of MariaDB with all their characters. The catalog uses a character set with up to three bytes for a
 * character and shows four question marks for an emoji; SHOW CREATE TABLE shows the emoji.
 */
final class MariaDbExpressions {
    private static final Pattern UNREADABLE = Pattern.compile("\\?{4,}");
    private static final String QUOTE = "[`\"]";

    private final TableDefinitions definitions;

    MariaDbExpressions(TableDefinitions definitions) {
        this.definitions = definitions;
    }

    /**
     * Returns the expression that the catalog shows as {@code text}.
     *
     * @param part the name of its check or column
     */
    String of(String table, String part, String text) throws SQLException {
        if (!UNREADABLE.matcher(text).find()) {
            return text;
        }
        var found = Pattern.compile(
                        "(?m)^ *(?:CONSTRAINT )?" + TableDefinitions.name(part) + " .*?(" + form(text) + ")")
                .matcher(definitions.of(table));
        return found.find() ? found.group(1) : text;
    }

    /** Returns a pattern for the original text; names in it may be in other quotes. */
    private static String form(String text) {
        var form = new StringBuilder();
        var matcher =
                Pattern.compile("(?<marks>\\?{4,})|" + QUOTE + "|[^?`\"]+|\\?").matcher(text);
        while (matcher.find()) {
            if (matcher.group("marks") != null) {
                form.append("(?:\\?|[\\x{10000}-\\x{10FFFF}]){1,")
                        .append(matcher.group().length())
                        .append('}');
            } else {
                form.append(matcher.group().matches(QUOTE) ? QUOTE : Pattern.quote(matcher.group()));
            }
        }
        return form.toString();
    }
}
