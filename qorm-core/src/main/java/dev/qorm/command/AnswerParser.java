package dev.qorm.command;

import dev.qorm.diff.Rename;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the values of {@code -Dqorm.rename} and {@code -Dqorm.backfill}. */
final class AnswerParser {
    static final String NONE = "none";

    /** The placeholder for a value in a suggested flag. */
    static final String VALUE = "<value>";

    private static final String EXPRESSION = "sql(";

    private static final String QUOTED_NAMES =
            "; a name with a dot, colon, comma or quote needs quotes, and in a shell others around it all: ";

    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'");

    /** The placeholder for an expression. */
    static final String SOME_EXPRESSION = EXPRESSION + "<expression>)";

    private AnswerParser() {}

    /** @throws CommandException if the text is malformed */
    static List<Rename> renames(@Nullable String text) {
        var example = "post.title:headline for a column, writer:author for a table" + QUOTED_NAMES
                + "\"-Dqorm.rename=post.'a.b':title\"";
        var renames = new ArrayList<Rename>();
        for (var part : parts("qorm.rename", text, example)) {
            var masked = masked(part);
            var colon = masked.indexOf(':');
            if (colon < 1 || colon == part.length() - 1) {
                throw malformed("qorm.rename", part, example);
            }
            var dot = masked.lastIndexOf('.', colon);
            var table = dot < 0 ? null : name(part.substring(0, dot));
            renames.add(new Rename(table, name(part.substring(dot + 1, colon)), name(part.substring(colon + 1))));
        }
        return renames;
    }

    private static String name(String text) {
        return unquoted(text.strip());
    }

    /** Returns the text with other characters in place of all names in quotes. */
    private static String masked(String text) {
        return QUOTED.matcher(text).replaceAll(name -> "-".repeat(name.group().length()));
    }

    /** Returns a column as it is written in an answer about its rows: {@code post.slug}, {@code post.'a:b'}. */
    static String column(String table, String column) {
        return Rename.written(table) + "." + Rename.written(column);
    }

    /**
     * Returns the answers as they are written, by {@code table.column} without quotes; {@link #unquoted} or
     * {@link #expression} parses them.
     *
     * @throws CommandException if the text is malformed, or has two values for one column
     */
    static Map<String, String> backfills(@Nullable String text) {
        var example =
                "post.slug:'' or post.stars:0; in a shell, a value with blanks, commas or quotes needs quotes around"
                        + " it all: \"-Dqorm.backfill=post.slug:'it''s, well, new'\"" + QUOTED_NAMES
                        + "\"-Dqorm.backfill=post.'a:b':0\"";
        var values = new LinkedHashMap<String, String>();
        for (var part : parts("qorm.backfill", text, example)) {
            var masked = masked(part);
            var colon = masked.indexOf(':');
            var dot = masked.lastIndexOf('.', colon);
            if (colon < 1 || dot < 1) {
                throw malformed("qorm.backfill", part, example);
            }
            var column = name(part.substring(0, dot)) + "." + name(part.substring(dot + 1, colon));
            var value = part.substring(colon + 1).strip();
            var other = values.put(column, value);
            if (other != null && !other.equals(value)) {
                throw CommandException.toMend("qorm.backfill: " + column + " is given two values, '" + other + "' and '"
                        + value + "'; keep the one that is meant");
            }
        }
        return values;
    }

    /** Returns the expression of {@code sql(…)}, or null if the answer is a value or {@link #isCutShort}. */
    static @Nullable String expression(String answer) {
        return answer.startsWith(EXPRESSION) && !isCutShort(answer)
                ? answer.substring(EXPRESSION.length(), answer.length() - 1).strip()
                : null;
    }

    /** Whether the parenthesis of {@code sql(…)} does not close at the end: {@code sql(a) || (b)}. */
    static boolean isCutShort(String answer) {
        return answer.startsWith(EXPRESSION) && closing(answer, EXPRESSION.length() - 1) != answer.length() - 1;
    }

    /** Whether an answer without quotes may be a text or the statement that there is no value: only the user knows. */
    static boolean isAmbiguous(String answer) {
        return answer.equalsIgnoreCase(NONE) || answer.equalsIgnoreCase("null");
    }

    /** Whether the placeholder of a suggested flag was not replaced with a value or an expression. */
    static boolean isPlaceholder(String answer) {
        return answer.equals(VALUE) || answer.equals(SOME_EXPRESSION);
    }

    static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("'") && value.endsWith("'")
                ? value.substring(1, value.length() - 1).replace("''", "'")
                : value;
    }

    static boolean saysNone(@Nullable String text) {
        var parts = text == null ? null : split(text);
        return parts != null && parts.contains(NONE);
    }

    private static List<String> parts(String property, @Nullable String text, String example) {
        if (text == null) {
            return List.of();
        }
        var parts = split(text);
        if (parts == null) {
            throw malformed(property, text, example);
        }
        return parts.stream().filter(part -> !part.equals(NONE)).toList();
    }

    /** Returns the answers between the commas, or null if a quote or a parenthesis is not closed. */
    private static @Nullable List<String> split(String text) {
        var parts = new ArrayList<String>();
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '\'') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && character == '(' && isExpression(text.substring(start, i + 1))) {
                i = closing(text, i);
                if (i < 0) {
                    return null;
                }
            } else if (!isQuoted && character == ',') {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        parts.removeIf(String::isEmpty);
        return isQuoted ? null : parts;
    }

    /** Whether the part of an answer that has been read is followed by an expression. */
    private static boolean isExpression(String start) {
        var colon = masked(start).indexOf(':');
        return colon >= 0 && start.substring(colon + 1).strip().equals(EXPRESSION);
    }

    /** Returns the position at which the parenthesis at {@code open} is closed, or a negative number if it is not. */
    private static int closing(String text, int open) {
        var depth = 0;
        var isQuoted = false;
        for (var i = open; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '\'') {
                isQuoted = !isQuoted;
            } else if (!isQuoted) {
                depth += character == '(' ? 1 : character == ')' ? -1 : 0;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static CommandException malformed(String property, String part, String example) {
        return CommandException.toMend(property + ": '" + part + "' is not understood; write " + example);
    }
}
