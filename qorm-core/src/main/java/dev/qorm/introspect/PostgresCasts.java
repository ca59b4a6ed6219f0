package dev.qorm.introspect;

import dev.qorm.dialect.PostgresEnumerations;
import dev.qorm.schema.SqlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Casts to enumeration types, which PostgreSQL adds to expressions. A value that is compared with a column has the
 * column's type without a cast; in other casts, the types get qorm's names, so that a new database understands them.
 */
final class PostgresCasts {
    private static final String LITERAL = "'(?:[^']|'')*+'";
    private static final String END = "(?![\\w\"$\\[.:])";

    /** By table, the casts to its enumeration types and the columns of each. */
    private final Map<String, Map<String, List<String>>> casts = new HashMap<>();

    /** @param type as the catalog writes it in expressions */
    void add(String table, String column, String type) {
        casts.computeIfAbsent(table, key -> new LinkedHashMap<>())
                .computeIfAbsent("::" + type, key -> new ArrayList<>())
                .add(column);
    }

    /**
     * Returns {@code sql} from the catalog without the casts that it does not need, and with qorm's names of types in
     * the others.
     */
    @Nullable
    String simplified(String table, @Nullable String sql) {
        var simplified = sql;
        for (var cast : casts.getOrDefault(table, Map.of()).entrySet()) {
            if (simplified != null) {
                simplified = named(
                        table, compared(simplified, cast.getKey(), cast.getValue()), cast.getKey(), cast.getValue());
            }
        }
        return simplified;
    }

    /** Removes casts of values that are compared with one of {@code columns}, but not what looks like one in a text. */
    private static String compared(String sql, String cast, List<String> columns) {
        var column = columns.stream()
                .flatMap(name -> Stream.of(Pattern.quote(name), Pattern.quote(SqlText.quoted(name))))
                .collect(Collectors.joining("|", "(?<![\\w\"$.])(?:", ")"));
        var value = LITERAL + Pattern.quote(cast);
        var comparison = Pattern.compile("(?<left>" + column + " (?:=|<>|<=|>=|<|>) " + LITERAL + ")"
                + Pattern.quote(cast)
                + END + "|(?<right>" + LITERAL + ")" + Pattern.quote(cast) + "(?<operator> (?:=|<>|<=|>=|<|>) " + column
                + END + ")|(?<member>" + column + ") (?<any>= ANY|<> ALL) \\(ARRAY\\[(?<values>" + value + "(?:, "
                + value
                + ")+)\\]\\)|" + LITERAL);
        var found = comparison.matcher(sql);
        return found.replaceAll(result -> Matcher.quoteReplacement(without(cast, found)));
    }

    private static String without(String cast, Matcher found) {
        if (found.group("left") != null) {
            return found.group("left");
        }
        if (found.group("right") != null) {
            return found.group("right") + found.group("operator");
        }
        return found.group("member") == null
                ? found.group()
                : found.group("member") + (found.group("any").equals("= ANY") ? " in (" : " not in (")
                        + found.group("values").replaceAll("(" + LITERAL + ")" + Pattern.quote(cast), "$1") + ")";
    }

    private static String named(String table, String sql, String cast, List<String> columns) {
        return Pattern.compile(Pattern.quote(cast) + "(?![\\w\"$\\[])|" + LITERAL)
                .matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group().startsWith("'")
                                ? found.group()
                                : "::" + typeName(table, nearest(sql, found.start(), columns))));
    }

    private static String typeName(String table, String column) {
        return SqlText.quoted(PostgresEnumerations.typeName(table, column));
    }

    /**
     * Returns which of the columns with the same type a value is compared with: the nearest one before the value, or
     * else the first one after it.
     */
    private static String nearest(String sql, int place, List<String> columns) {
        var before = sql.substring(0, place);
        return columns.stream()
                .filter(column -> lastMention(before, column) >= 0)
                .max(Comparator.comparingInt(column -> lastMention(before, column)))
                .or(() -> columns.stream()
                        .filter(column -> SqlText.mentions(sql.substring(place), column))
                        .findFirst())
                .orElse(columns.get(0));
    }

    private static int lastMention(String sql, String column) {
        var last = -1;
        var matcher = Pattern.compile("(?<![\\w'])\"?" + Pattern.quote(column) + "\"?(?![\\w'])")
                .matcher(sql);
        while (matcher.find()) {
            last = matcher.start();
        }
        return last;
    }
}
