package dev.qorm.maven;

import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON. */
final class Json {
    private Json() {}

    /** Returns a text in quotes, or {@code null}. */
    static String quoted(@Nullable Object text) {
        return text == null
                ? "null"
                : text.toString().chars().mapToObj(Json::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        if (character == '"' || character == '\\') {
            return "\\" + (char) character;
        }
        return character < ' ' ? String.format(Locale.ROOT, "\\u%04x", character) : String.valueOf((char) character);
    }
}
