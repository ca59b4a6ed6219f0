package dev.qorm.command;

import dev.qorm.diff.Rename;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the user says in {@code -Dqorm.rename} and {@code -Dqorm.backfill}. */
final class AnswerParser {
    static final String NONE = "none";

    /** A comma ends an answer, unless it is inside quotes. */
    private static final Pattern PART = Pattern.compile("(?:[^,']++|'(?:[^']++|'')*+')++");

    private static final Pattern PARTS = Pattern.compile(",*+(?:" + PART + "(?:,++|$))*+");

    private AnswerParser() {}

    /** @throws CommandException when the text is not understood */
    static List<Rename> renames(@Nullable String text) {
        var example = "post.title:headline for a column, writer:author for a table";
        var renames = new ArrayList<Rename>();
        for (var part : parts("qorm.rename", text, example)) {
            var colon = part.indexOf(':');
            if (colon < 1 || colon == part.length() - 1) {
                throw malformed("qorm.rename", part, example);
            }
            var old = part.substring(0, colon).strip();
            var name = part.substring(colon + 1).strip();
            var dot = old.lastIndexOf('.');
            renames.add(new Rename(dot < 0 ? null : old.substring(0, dot), old.substring(dot + 1), name));
        }
        return renames;
    }

    /**
     * The values as text, by {@code table.column}.
     *
     * @throws CommandException when the text is not understood, or has two values for one column
     */
    static Map<String, String> backfills(@Nullable String text) {
        var example =
                "post.slug:'' or post.stars:0; in a shell, a value with blanks, commas or quotes needs quotes around"
                        + " it all: \"-Dqorm.backfill=post.slug:'it''s, well, new'\"";
        var values = new LinkedHashMap<String, String>();
        for (var part : parts("qorm.backfill", text, example)) {
            var colon = part.indexOf(':');
            if (colon < 1 || part.lastIndexOf('.', colon) < 1) {
                throw malformed("qorm.backfill", part, example);
            }
            var column = part.substring(0, colon).strip();
            var value = unquoted(part.substring(colon + 1).strip());
            var other = values.put(column, value);
            if (other != null && !other.equals(value)) {
                throw CommandException.toMend("qorm.backfill: " + column + " is given two values, '" + other + "' and '"
                        + value + "'; keep the one that is meant");
            }
        }
        return values;
    }

    static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("'") && value.endsWith("'")
                ? value.substring(1, value.length() - 1).replace("''", "'")
                : value;
    }

    static boolean saysNone(@Nullable String text) {
        return text != null && split(text).contains(NONE);
    }

    private static List<String> parts(String property, @Nullable String text, String example) {
        if (text == null) {
            return List.of();
        }
        if (!PARTS.matcher(text).matches()) {
            throw malformed(property, text, example);
        }
        return split(text).stream().filter(part -> !part.equals(NONE)).toList();
    }

    private static List<String> split(String text) {
        return PART.matcher(text)
                .results()
                .map(part -> part.group().strip())
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static CommandException malformed(String property, String part, String example) {
        return CommandException.toMend(property + ": '" + part + "' is not understood; write " + example);
    }
}
