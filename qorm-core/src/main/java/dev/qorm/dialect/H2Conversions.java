package dev.qorm.dialect;

import static dev.qorm.schema.TypeFamily.BYTES;
import static dev.qorm.schema.TypeFamily.DATE;
import static dev.qorm.schema.TypeFamily.ENUMERATION;
import static dev.qorm.schema.TypeFamily.INSTANT;
import static dev.qorm.schema.TypeFamily.INTEGER;
import static dev.qorm.schema.TypeFamily.JSON;
import static dev.qorm.schema.TypeFamily.TEXT;
import static dev.qorm.schema.TypeFamily.TIMESTAMP;
import static java.util.stream.Collectors.joining;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.TypeFamily;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How H2 converts the values of a column to another type if its own cast cannot, or differs from other databases: a
 * large object goes through {@code varchar}, a text becomes the JSON that it contains and not a JSON string, a text
 * becomes a value of an enumeration only if it is written exactly like it, bytes are UTF-8, and an instant is converted
 * to and from a local time in UTC and not in the session's zone.
 */
final class H2Conversions {
    /** How H2 writes an instant: with the offset of its zone after the seconds. */
    private static final String INSTANT_TEXT = ":[0-9]{2}([.][0-9]+)?[+-][0-9]{2}(:[0-9]{2})*$";

    private static final Pattern ARRAYS = array(".+");
    private static final Pattern INTEGERS = array("tinyint|smallint|int|integer|bigint");
    private static final Pattern TEXTS = array("(?:varchar|character\\s+varying)(?:\\s*\\(\\s*\\d+\\s*\\))?");

    private H2Conversions() {}

    /** A conversion may run again after a run was killed, and must not move times twice. */
    private static String unlessDone(String isDone, String done, String conversion) {
        return "case when " + isDone + " then " + done + " else " + conversion + " end";
    }

    /**
     * Returns the expression to use, or null if H2's own cast is right.
     *
     * @param column the column's name in SQL
     * @param type the new type in SQL
     */
    static @Nullable String of(ColumnType fromType, ColumnType toType, String column, String type) {
        if (new TypeChange(fromType, toType).isOutOfReach()) {
            // The error contains the value; for some values, H2 would invent one of the new type.
            return "case when cast('no value of the new type: ' || cast(" + column
                    + " as varchar) as boolean) then cast(null as " + type + ") end";
        }
        if (TimeDigits.areCut(fromType, toType)) {
            var cut = "dateadd(nanosecond, -mod(extract(nanosecond from " + column + "), "
                    + TimeDigits.power(9 - TimeDigits.of(toType)) + "), " + column + ")";
            var conversion = ofReachable(fromType, toType, cut, type);
            return conversion == null ? cut : conversion;
        }
        return ofReachable(fromType, toType, column, type);
    }

    private static @Nullable String ofReachable(ColumnType fromType, ColumnType toType, String column, String type) {
        var from = TypeFamily.of(fromType);
        var to = TypeFamily.of(toType);
        if (TypeFamily.isFloating(fromType) && to == INTEGER) {
            // H2 converts NaN to 0.
            return "case when " + column + " = cast('NaN' as double precision) then cast(cast(" + column
                    + " as varchar) as " + type + ") else " + Rounding.ofHalves(column, "trunc(" + column + ")")
                    + " end";
        }
        if (fromType instanceof ColumnType.DoublePrecision && toType instanceof ColumnType.Real) {
            return unlessTooGreat(column, type);
        }
        if ((isOf(INTEGERS, fromType) && isOf(INTEGERS, toType)) || (isOf(ARRAYS, fromType) && isOf(TEXTS, toType))) {
            return null; // element by element, which differs from the text of an array
        }
        if (!from.becomes(to)) {
            return "cast(cast(" + column + " as varchar) as " + type + ")";
        }
        if (fromType instanceof ColumnType.Char && to == TEXT) {
            return "rtrim(" + column + ")"; // the blanks that pad it are no longer ignored
        }
        if (toType instanceof ColumnType.Enumeration enumeration) {
            return ofConstants(fromType, enumeration, column, type);
        }
        if (from == TEXT && to != TEXT) {
            return ofText(fromType, toType, column, type);
        }
        if (from == BYTES && to == TEXT) {
            return "utf8tostring(" + column + ")";
        }
        if (from == INSTANT && to != INSTANT && to != TEXT) {
            return ofInstant(column, type);
        }
        if ((from == TIMESTAMP || from == DATE) && to == INSTANT) {
            return toInstant(column, type);
        }
        return from == ENUMERATION ? "cast(" + column + " as varchar)" : null;
    }

    private static Pattern array(String elements) {
        return Pattern.compile("(?i)\\s*(?:" + elements + ")\\s+array(?:\\s*\\[\\s*\\d+\\s*\\])?\\s*");
    }

    private static boolean isOf(Pattern arrays, ColumnType type) {
        return type instanceof ColumnType.Native other
                && arrays.matcher(other.name()).matches();
    }

    /** H2 casts an instant to a local time in the session's zone, whatever zone the instant has. */
    private static String ofInstant(String column, String type) {
        return unlessDone(
                "not regexp_like(cast(" + column + " as varchar), '" + INSTANT_TEXT + "')",
                "cast(" + column + " as " + type + ")",
                "cast(cast(regexp_replace(cast(" + column
                        + " at time zone 'UTC' as varchar), '[+]00$', '') as timestamp(6)) as " + type + ")");
    }

    private static String toInstant(String column, String type) {
        return unlessDone(
                "regexp_like(cast(" + column + " as varchar), '" + INSTANT_TEXT + "')",
                "cast(" + column + " as " + type + ")",
                "cast(cast(cast(" + column + " as timestamp(6)) as varchar) || '+00:00' as " + type + ")");
    }

    /** H2 converts a value that is too large for the shorter type to infinity. */
    private static String unlessTooGreat(String column, String type) {
        return "case when abs(" + column + ") >= 3.4028235677973366e38 and abs(" + column
                + ") < cast('Infinity' as double precision) then cast('too great: ' || " + column + " as " + type
                + ") else " + column + " end";
    }

    /**
     * H2's own cast does not distinguish {@code a} from {@code A}, which would become another value instead of being
     * refused.
     */
    private static String ofConstants(ColumnType from, ColumnType.Enumeration to, String column, String type) {
        var text = text(from, column);
        var constants = to.values().stream().map(SqlText::constant).collect(joining(", "));
        return "cast(case when " + text + " in (" + constants + ") then " + text
                + " else 'no value of the enumeration: ' || " + text + " end as " + type + ")";
    }

    /** Without the blanks that pad a {@code char}. */
    private static String text(ColumnType from, String column) {
        return from instanceof ColumnType.Char ? "rtrim(" + column + ")" : "cast(" + column + " as varchar)";
    }

    /** Whether {@code text} has a form of the type; H2's own cast accepts digits of all scripts, and 2 for true. */
    static String spells(String text, ColumnType type) {
        return "regexp_like(" + text + ", '" + TextForms.of(type) + "')";
    }

    /**
     * H2 itself accepts leading zeros, control characters in strings and a byte order mark. When escapes, and strings
     * without such characters, are removed, no quotes remain, and no zeros before a digit.
     */
    static String isJson(String text) {
        var value = "cast(" + text + " as varchar)";
        var outside = "regexp_replace(regexp_replace(" + value + ", '\\\\.', ''), '\"[^\"\\x00-\\x1f]*+\"', '')";
        return value + " is json and not regexp_like(" + outside + ", '[\"\\ufeff]|(^|[^0-9.eE+-])-?0[0-9]')";
    }

    private static String ofText(ColumnType from, ColumnType toType, String column, String type) {
        var text = text(from, column);
        if (new TypeChange(from, toType).readsForms()) {
            return "cast(case when " + spells(text, toType) + " then " + text + " else 'no value of the new type: ' || "
                    + text + " end as " + type + ")";
        }
        var to = TypeFamily.of(toType);
        if (to == JSON) {
            return text + " format json";
        }
        return to == BYTES ? "stringtoutf8(" + text + ")" : "cast(" + text + " as " + type + ")";
    }
}
