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
 * Parses the text of a default in the catalog. Servers rewrite it: PostgreSQL adds casts, H2 the names of types. A
 * literal of the column's type becomes one again; everything else remains an expression.
 */
final class Literals {
    private static final String STRING = "'(?:[^']|'')*+'";
    private static final String NAME = "(?:\\w+|\"[^\"]+\")";
    /** A type without a length, to which a value might be cut. */
    private static final String TYPE = NAME + "(?:\\." + NAME + ")?(?: varying| precision| with(?:out)? time zone)?";

    private static final Pattern CAST_STRING = pattern("(?<value>" + STRING + "|null)::" + TYPE);
    private static final Pattern CAST_FUNCTION = pattern("cast\\((?<value>" + STRING + "|null) as " + TYPE + "\\)");
    private static final Pattern TYPED =
            pattern("(?:date|time|timestamp|uuid|json|decimal|interval)(?: with(?:out)? time zone)?(?:\\(\\d+\\))?\\s*"
                    + "(?<value>" + STRING + ")");
    private static final Pattern CAST = pattern("(?<value>-?[\\d.]+|\\(.*\\))::(?<type>" + TYPE + ")");
    private static final Pattern QUOTED = pattern("(?:u&)?" + STRING);
    private static final Pattern INTEGER = pattern("'?-?\\d+'?");
    private static final Pattern NUMBER = pattern("'?-?[\\d.]+(?:e[+-]?\\d+)?'?");
    private static final Pattern BYTES = pattern("x'([0-9a-f ]*)'");

    private Literals() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

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

    /**
     * Returns the value without parentheses and casts that do not change it; the whole {@code text} if it is not a
     * single value.
     */
    private static String strip(String text) {
        if (isWrapped(text)) {
            return strip(text.substring(1, text.length() - 1).strip());
        }
        for (var pattern : new Pattern[] {CAST_STRING, CAST_FUNCTION, TYPED}) {
            var matcher = pattern.matcher(text);
            if (matcher.matches()) {
                return matcher.group("value");
            }
        }
        var cast = CAST.matcher(text);
        return cast.matches() ? number(text, cast.group("type"), cast.group("value")) : text;
    }

    /** Returns a number without a cast that does not change it. */
    private static String number(String text, String type, String value) {
        var inner = value.startsWith("(") && !isWrapped(value) ? text : strip(value);
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "smallint", "integer", "bigint" -> INTEGER.matcher(inner).matches() ? inner : text;
            case "numeric", "double precision" -> NUMBER.matcher(inner).matches() ? inner : text;
            default -> text;
        };
    }

    /** Whether the parenthesis at the start is closed by the one at the end. */
    private static boolean isWrapped(String text) {
        var depth = 0;
        var isQuoted = false;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            isQuoted ^= character == '\'';
            depth += isQuoted ? 0 : character == '(' ? 1 : character == ')' ? -1 : 0;
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
        if (QUOTED.matcher(text).matches()) {
            var plain = text.substring(unicode ? 3 : 1, text.length() - 1).replace("''", "'");
            return quoted(type, unicode ? unescaped(plain) : plain);
        }
        if (type instanceof ColumnType.Bool && text.matches("[01]")) {
            return text.equals("1");
        }
        return text.matches("(?i)-?[\\d.]+(e[+-]?\\d+)?|true|false") ? text.toLowerCase(Locale.ROOT) : null;
    }

    private static Object quoted(ColumnType type, String text) {
        if ((type instanceof ColumnType.Blob || type instanceof ColumnType.Binary) && text.startsWith("\\x")) {
            return HexFormat.of().parseHex(text.substring(2));
        }
        if (type instanceof ColumnType.TimestampWithTimeZone) {
            // 2020-01-02 03:04:05+00 lacks the minutes of the offset, which java.time requires.
            return text.replaceFirst("([+-]\\d\\d)$", "$1:00");
        }
        return text;
    }

    /** Replaces the escapes of {@code U&'…'} (SQL standard): a backslash and four digits, or a plus and six. */
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
