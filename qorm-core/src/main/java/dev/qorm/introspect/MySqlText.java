package dev.qorm.introspect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.SqlText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses literals in the form of the catalogs of MySQL and MariaDB ("String Literals" in MySQL's manual). */
final class MySqlText {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)|''", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("(?:_utf8mb4)?'((?:[^'\\\\]|''|\\\\.)*+)'", Pattern.DOTALL);
    private static final Pattern INTRODUCED =
            Pattern.compile("(_(?!utf8)\\w+)'((?:[^'\\\\]|''|\\\\.)*+)'", Pattern.DOTALL);
    private static final Pattern NAME_OR_TEXT =
            Pattern.compile("'(?:[^'\\\\]|''|\\\\.)*+'|`(?<name>(?:[^`]|``)*+)`", Pattern.DOTALL);
    private static final Pattern HEX = Pattern.compile("(?i)0x([0-9a-f]*)|x'([0-9a-f]*)'");
    private static final Pattern NUMBER = Pattern.compile("(?i)-?[\\d.]+(?:e[+-]?\\d+)?|true|false");

    private MySqlText() {}

    /** Returns what is between the quotes of each string literal in {@code text}. */
    static String[] strings(String text) {
        List<String> strings = new ArrayList<>();
        var matcher = QUOTED.matcher(text);
        while (matcher.find()) {
            strings.add(unescaped(matcher.group(1)));
        }
        return strings.toArray(String[]::new);
    }

    /**
     * Returns an expression. MySQL's catalog escapes the text of an expression as if it were in quotes, and contains
     * a character for each byte of it. A text in another character set than UTF-8 is converted to one of its bytes.
     */
    static String expression(String text) {
        var bytes = unescaped(text);
        if (bytes.chars().anyMatch(each -> each > 0xFF)) {
            return bytes;
        }
        var readable = INTRODUCED
                .matcher(bytes)
                .replaceAll(literal -> Matcher.quoteReplacement(
                        utf8(literal.group()) == null ? inHex(literal.group(1), literal.group(2)) : literal.group()));
        var decoded = utf8(readable);
        return decoded == null ? bytes : decoded;
    }

    /**
     * MySQL's catalog quotes names in its own way, which no other database accepts; with ANSI_QUOTES, MySQL accepts
     * theirs.
     */
    static String withAnsiQuotes(String expression) {
        return NAME_OR_TEXT
                .matcher(expression)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? found.group()
                                : SqlText.quoted(found.group(1).replace("``", "`"))));
    }

    /** Returns, for the user, what a collation that differs from that of qorm's tables means for a table. */
    static String meaning(String collation) {
        var characterSet = collation.replaceFirst("_.*", "");
        var keys = "its keys compare texts by its own rules";
        if (collation.contains("_ci")) {
            keys = "its keys treat 'a' and 'A' as equal";
        } else if (collation.endsWith("_bin")) {
            keys = "its keys treat 'a' and 'a ' as equal";
        }
        return keys + (characterSet.equals("utf8mb4") ? "" : ", and it can store only characters of " + characterSet);
    }

    private static String inHex(String characterSet, String bytes) {
        return characterSet + " x'" + HexFormat.of().formatHex(unescaped(bytes).getBytes(StandardCharsets.ISO_8859_1))
                + "'";
    }

    /** Returns the bytes as text; null if they are not valid UTF-8. */
    private static @Nullable String utf8(String bytes) {
        try {
            var encoded = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1))));
    }

    private static String character(@Nullable String escaped) {
        if (escaped == null) {
            return "'";
        }
        return switch (escaped) {
            case "0" -> "\0";
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "b" -> "\b";
            case "Z" -> "\u001a";
            default -> escaped;
        };
    }

    /** Returns a literal of the column's type if the expression is one, and otherwise the expression. */
    static DefaultValue parse(String column, ColumnType type, String expression) {
        var quoted = QUOTED.matcher(expression);
        if (quoted.matches()) {
            var text = unescaped(quoted.group(1));
            return literal(column, type, text, quoted(text));
        }
        var hex = HEX.matcher(expression);
        if (hex.matches()) {
            var digits = hex.group(1) == null ? hex.group(2) : hex.group(1);
            return literal(column, type, HexFormat.of().parseHex(digits), expression);
        }
        return NUMBER.matcher(expression).matches()
                ? literal(column, type, expression, expression)
                : new DefaultValue.Expression(expression);
    }

    /** Returns a default whose text the catalog shows without quotes; the text if the type has no such value. */
    static DefaultValue unquoted(String column, ColumnType type, String text) {
        return literal(column, type, text, NUMBER.matcher(text).matches() ? text : quoted(text));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Returns the literal, or the expression if the type has no such value. */
    static DefaultValue literal(String column, ColumnType type, Object value, String expression) {
        var isFlag = type instanceof ColumnType.Bool && ("0".equals(value) || "1".equals(value));
        try {
            return Column.literal(column, type, isFlag ? "1".equals(value) : value);
        } catch (SchemaException e) {
            return new DefaultValue.Expression(expression);
        }
    }
}
