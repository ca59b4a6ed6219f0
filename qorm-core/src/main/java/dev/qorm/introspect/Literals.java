package dev.qorm.introspect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SchemaException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a default as the catalogue has it. Servers rewrite it: PostgreSQL adds casts, H2 the names of types.
 * What is a literal of the column's type becomes one again, everything else stays an expression.
 */
final class Literals {
    private static final Pattern CAST_SUFFIX = Pattern.compile("(?is)^(.*['\\d)]|null)::[a-z\"][\\w \"().,:]*$");
    private static final Pattern CAST_FUNCTION = Pattern.compile("(?is)^cast\\((.*) as [\\w \"().,]+\\)$");
    private static final Pattern TYPED = Pattern.compile(
            "(?is)^(?:date|time|timestamp|uuid|json|decimal|interval)(?: with(?:out)? time zone)?(?:\\(\\d+\\))?\\s*('.*')$");
    private static final Pattern BYTES = Pattern.compile("(?i)^x'([0-9a-f ]*)'$");

    private Literals() {}

    static @Nullable DefaultValue parse(String column, ColumnType type, @Nullable String text) {
        if (text == null || text.equalsIgnoreCase("null")) {
            return null;
        }
        var stripped = strip(text.strip());
        if (stripped.equalsIgnoreCase("null")) {
            return null;
        }
        var value = value(type, stripped);
        if (value != null) {
            try {
                return Column.literal(column, type, value);
            } catch (SchemaException e) {
                return new DefaultValue.Expression(text);
            }
        }
        return new DefaultValue.Expression(text);
    }

    private static String strip(String text) {
        var previous = text;
        var next = once(text);
        while (!next.equals(previous)) {
            previous = next;
            next = once(next);
        }
        return next;
    }

    private static String once(String text) {
        if (isWrapped(text)) {
            return text.substring(1, text.length() - 1).strip();
        }
        for (var pattern : new Pattern[] {CAST_FUNCTION, CAST_SUFFIX, TYPED}) {
            var matcher = pattern.matcher(text);
            if (matcher.matches()) {
                return matcher.group(1).strip();
            }
        }
        return text;
    }

    /** Whether the parenthesis at the start is closed by the one at the end. */
    private static boolean isWrapped(String text) {
        var depth = 0;
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '(') {
                depth++;
            } else if (text.charAt(i) == ')') {
                depth--;
            }
            if (depth == 0) {
                return i > 0 && i == text.length() - 1;
            }
        }
        return false;
    }

    private static @Nullable Object value(ColumnType type, String text) {
        var bytes = BYTES.matcher(text);
        if (bytes.matches()) {
            return HexFormat.of().parseHex(bytes.group(1).replace(" ", ""));
        }
        var unicode = text.regionMatches(true, 0, "u&'", 0, 3);
        if ((text.startsWith("'") || unicode) && text.endsWith("'") && text.length() >= (unicode ? 4 : 2)) {
            var plain = text.substring(unicode ? 3 : 1, text.length() - 1).replace("''", "'");
            return quoted(type, unicode ? unescaped(plain) : plain);
        }
        return text.matches("(?i)-?[\\d.]+(e[+-]?\\d+)?|true|false") ? text.toLowerCase(Locale.ROOT) : null;
    }

    private static Object quoted(ColumnType type, String text) {
        if ((type instanceof ColumnType.Blob || type instanceof ColumnType.Binary) && text.startsWith("\\x")) {
            return HexFormat.of().parseHex(text.substring(2));
        }
        if (type instanceof ColumnType.TimestampWithTimeZone) {
            // 2020-01-02 03:04:05+00 lacks the minutes of the offset that java.time wants.
            return text.replaceFirst("([+-]\\d\\d)$", "$1:00");
        }
        return text;
    }

    /** The escapes of {@code U&'…'} (SQL standard): a backslash and four digits, or a plus and six. */
    private static String unescaped(String text) {
        var result = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character != '\\') {
                result.append(character);
            } else if (text.charAt(i + 1) == '\\') {
                result.append('\\');
                i++;
            } else {
                var digits = text.charAt(i + 1) == '+' ? 6 : 4;
                var start = digits == 6 ? i + 2 : i + 1;
                result.appendCodePoint(Integer.parseInt(text.substring(start, start + digits), 16));
                i = start + digits - 1;
            }
        }
        return result.toString();
    }
}
