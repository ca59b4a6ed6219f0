package dev.qorm.command;

import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameException;
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
    private static final Pattern PART = Pattern.compile("(?:[^,']|'(?:[^']|'')*')+");

    private AnswerParser() {}

    static List<Rename> renames(@Nullable String text) {
        var renames = new ArrayList<Rename>();
        for (var part : parts(text)) {
            var colon = part.indexOf(':');
            if (colon < 1 || colon == part.length() - 1) {
                throw malformed("qorm.rename", part, "post.title:headline for a column, writer:author for a table");
            }
            var old = part.substring(0, colon).strip();
            var name = part.substring(colon + 1).strip();
            var dot = old.lastIndexOf('.');
            renames.add(new Rename(dot < 0 ? null : old.substring(0, dot), old.substring(dot + 1), name));
        }
        return renames;
    }

    /** The values as text, by {@code table.column}. */
    static Map<String, String> backfills(@Nullable String text) {
        var values = new LinkedHashMap<String, String>();
        for (var part : parts(text)) {
            var colon = part.indexOf(':');
            if (colon < 1 || part.lastIndexOf('.', colon) < 1) {
                throw malformed("qorm.backfill", part, "post.slug:'' or post.stars:0");
            }
            values.put(
                    part.substring(0, colon).strip(),
                    unquoted(part.substring(colon + 1).strip()));
        }
        return values;
    }

    static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("'") && value.endsWith("'")
                ? value.substring(1, value.length() - 1).replace("''", "'")
                : value;
    }

    static boolean saysNone(@Nullable String text) {
        return text != null && List.of(text.split(",", -1)).contains(NONE);
    }

    private static List<String> parts(@Nullable String text) {
        return text == null
                ? List.of()
                : PART.matcher(text)
                        .results()
                        .map(part -> part.group().strip())
                        .filter(part -> !part.isEmpty() && !part.equals(NONE))
                        .toList();
    }

    private static RenameException malformed(String property, String part, String example) {
        return new RenameException(property + ": '" + part + "' is not understood; write " + example);
    }
}
