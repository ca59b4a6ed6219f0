package dev.qorm.model;

import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Derives the names of tables and columns from names in Java, and the names of keys and indexes from tables and
 * columns. Deterministic: the same models always get the same names.
 */
public final class Naming {
    /**
     * The longest name that all supported databases accept, in bytes of UTF-8: PostgreSQL silently truncates a longer
     * one (PostgreSQL manual, "Identifiers and Key Words"; MySQL accepts 64 characters).
     */
    static final int MAX_BYTES = 63;

    private static final Pattern WORD_END =
            Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int HASH_BYTES = 4;

    private Naming() {}

    /**
     * Converts to snake case: {@code OrderLine} and {@code orderLine} become {@code order_line}, {@code HTTPLog}
     * becomes {@code http_log}.
     */
    public static String snakeCase(String javaName) {
        return WORD_END.matcher(javaName).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the name of a key or index, such as {@code post_author_id_fkey}. A name that is too long is truncated and
     * marked with a hash.
     *
     * @param table the table's name
     * @param columns the columns, or none for a primary key
     * @param suffix the kind: {@code pkey}, {@code key}, {@code fkey}, {@code idx} or {@code check}
     */
    public static String derived(String table, List<String> columns, String suffix) {
        var stem = columns.isEmpty() ? table : table + "_" + String.join("_", columns);
        var name = stem + "_" + suffix;
        return fits(name) ? name : hashed(table, columns, suffix, 1);
    }

    /**
     * Returns the same name with a hash of all its parts, for a plain name that is too long or taken.
     *
     * @param number distinguishes names with the same parts; the number 1 is not shown
     */
    static String hashed(String table, List<String> columns, String suffix, int number) {
        var hash = Sha256.hex(table + "\0" + String.join("\0", columns) + "\0" + suffix, HASH_BYTES);
        var tail = "_" + hash + (number == 1 ? "_" : "_" + number + "_") + suffix;
        var stem = new StringBuilder(columns.isEmpty() ? table : table + "_" + String.join("_", columns));
        while (bytes(stem + tail) > MAX_BYTES) {
            stem.setLength(stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + tail;
    }

    /**
     * Returns the parts of the derived name of an index: its columns, and the words of its expressions. How an
     * expression is written makes no difference: {@code lower(email)} and {@code LOWER( "email" )} become {@code
     * lower_email}.
     */
    public static List<String> parts(List<IndexColumn> columns) {
        return columns.stream()
                .map(column -> column.isExpression() ? words(column.name()) : column.name())
                .toList();
    }

    private static String words(String expression) {
        return Stream.of(NO_WORD.split(expression))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("_"));
    }

    /** Whether all supported databases accept the name. */
    public static boolean fits(String name) {
        return bytes(name) <= MAX_BYTES;
    }

    static int bytes(CharSequence name) {
        return name.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
