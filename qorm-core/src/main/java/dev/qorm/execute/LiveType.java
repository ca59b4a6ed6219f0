package dev.qorm.execute;

import dev.qorm.schema.ColumnType;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column of MariaDB or MySQL, as far as it can be wider than another one, with its other properties.
 *
 * @param name as the catalog calls it: {@code varchar}
 * @param text the same with all its properties: {@code varchar(20)}
 * @param length how many characters or bytes a value has at most
 * @param digits those of a number
 * @param scale those of them that are a fraction
 * @param precision the digits of the fraction of a second
 * @param defaultValue as the catalog has it, or null for none
 * @param extra for example {@code auto_increment}
 */
record LiveType(
        String name,
        String text,
        long length,
        int digits,
        int scale,
        int precision,
        boolean isNullable,
        @Nullable String defaultValue,
        String extra) {
    private static final String QUERY = """
            select data_type, column_type, character_maximum_length, numeric_precision, numeric_scale, datetime_precision,
              is_nullable = 'YES', nullif(column_default, 'NULL'), lower(extra)
            from information_schema.columns where table_schema = database() and table_name = ? and column_name = ?""";

    private static final Map<String, Integer> BYTES =
            Map.of("tinyint", 1, "smallint", 2, "mediumint", 3, "int", 4, "bigint", 8);

    private static final Pattern VALUE = Pattern.compile("'((?:[^']|'')*)'");

    /** Returns that of a column; nothing if there is no such column. */
    static List<LiveType> of(String table, String column, Sql sql) throws SQLException {
        return sql.query(
                QUERY,
                row -> new LiveType(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getBoolean(7),
                        row.getString(8),
                        row.getString(9)),
                table,
                column);
    }

    /** Whether it is wider than {@code to}, although {@code from} is not: the migrations do not make it narrower. */
    boolean isWiderThan(ColumnType from, ColumnType to) {
        if (from instanceof ColumnType.Varchar before && to instanceof ColumnType.Varchar after) {
            return before.length() <= after.length() && (isText() || (isChars() && length > after.length()));
        }
        if (from instanceof ColumnType.Char before && to instanceof ColumnType.Char after) {
            return before.length() <= after.length() && (isText() || (isChars() && length > after.length()));
        }
        if (bytes(from) > 0 && bytes(from) <= bytes(to)) {
            var bytes = BYTES.getOrDefault(name, 0);
            return bytes > bytes(to) || (bytes == bytes(to) && text.contains("unsigned"));
        }
        if (from instanceof ColumnType.Decimal before && to instanceof ColumnType.Decimal after) {
            var whole = after.precision() - after.scale();
            return name.equals("decimal")
                    && before.scale() <= after.scale()
                    && before.precision() - before.scale() <= whole
                    && (scale > after.scale() || digits - scale > whole);
        }
        if (from instanceof ColumnType.Enumeration before && to instanceof ColumnType.Enumeration after) {
            return name.equals("enum")
                    && after.values().containsAll(before.values())
                    && !plain(after.values()).containsAll(values());
        }
        var isTime = name.equals("datetime") || name.equals("time");
        return isTime
                && from.getClass() == to.getClass()
                && precision(from) <= precision(to)
                && precision(to) >= 0
                && precision > precision(to);
    }

    private boolean isChars() {
        return name.equals("varchar") || name.equals("char");
    }

    private boolean isText() {
        return name.endsWith("text");
    }

    /** Returns the bytes of an integer; 0 for another type. */
    private static int bytes(ColumnType type) {
        return type instanceof ColumnType.SmallInt
                ? 2
                : type instanceof ColumnType.Int ? 4 : type instanceof ColumnType.BigInt ? 8 : 0;
    }

    /** Returns the digits of the fraction of a second; -1 for another type. */
    private static int precision(ColumnType type) {
        if (type instanceof ColumnType.Timestamp timestamp) {
            return timestamp.precision();
        }
        if (type instanceof ColumnType.TimestampWithTimeZone instant) {
            return instant.precision();
        }
        return type instanceof ColumnType.Time time ? time.precision() : -1;
    }

    private Set<String> values() {
        return plain(VALUE.matcher(text)
                .results()
                .map(found -> found.group(1).replace("''", "'"))
                .toList());
    }

    /** The catalogs differ in how they write a backslash. */
    private static Set<String> plain(List<String> values) {
        var plain = new HashSet<String>();
        values.forEach(value -> plain.add(value.replace("\\", "")));
        return plain;
    }
}
