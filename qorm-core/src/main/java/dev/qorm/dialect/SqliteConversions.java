package dev.qorm.dialect;

import static dev.qorm.schema.TypeFamily.BOOL;
import static dev.qorm.schema.TypeFamily.BYTES;
import static dev.qorm.schema.TypeFamily.DATE;
import static dev.qorm.schema.TypeFamily.FRACTION;
import static dev.qorm.schema.TypeFamily.INSTANT;
import static dev.qorm.schema.TypeFamily.INTEGER;
import static dev.qorm.schema.TypeFamily.TEXT;
import static dev.qorm.schema.TypeFamily.TIMESTAMP;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.TypeFamily;

/**
 * How SQLite converts the values of a column to another type. Its own cast accepts anything: a text without digits
 * becomes 0. So values without a meaning in the new type are left unchanged here, and are found by {@link SqliteFit}
 * afterwards.
 */
final class SqliteConversions {
    /** A value that fits only types of bytes. */
    private static final String MISFIT = "x'00'";

    private SqliteConversions() {}

    /**
     * Returns the expression for the new value.
     *
     * @param value the old value in SQL
     */
    static String of(ColumnType fromType, ColumnType toType, String value) {
        var to = TypeFamily.of(toType);
        if (new TypeChange(fromType, toType).isOutOfReach()) {
            // A value that fits nothing; the original value might fit after the column has converted it to its storage
            // form.
            return "case when " + value + " is not null then " + (to == BYTES ? "''" : MISFIT) + " end";
        }
        // The blanks that pad a char are always ignored.
        if (fromType instanceof ColumnType.Char) {
            return ofReachable(fromType, toType, "rtrim(" + value + ")");
        }
        if (toType instanceof ColumnType.Char) {
            return "rtrim(" + ofReachable(fromType, toType, value) + ")";
        }
        return ofReachable(
                fromType, toType, TimeDigits.areCut(fromType, toType) ? cut(fromType, toType, value) : value);
    }

    /** Removes the excess digits, which end before the offset. */
    private static String cut(ColumnType from, ColumnType to, String value) {
        var seconds = from instanceof ColumnType.Time ? "00:00:00".length() : "2000-01-01 00:00:00".length();
        var digits = TimeDigits.of(to);
        var length = seconds + (digits == 0 ? 0 : 1 + digits);
        if (!(from instanceof ColumnType.TimestampWithTimeZone)) {
            return "substr(" + value + ", 1, " + length + ")";
        }
        var offset = "replace(" + value + ", 'Z', '+00:00')";
        return "substr(substr(" + offset + ", 1, length(" + offset + ") - 6), 1, " + length + ") || substr(" + offset
                + ", -6)";
    }

    private static String ofReachable(ColumnType fromType, ColumnType toType, String value) {
        var from = TypeFamily.of(fromType);
        var to = TypeFamily.of(toType);
        if (from == to && from != FRACTION) {
            return value;
        }
        if (from == FRACTION && to == INTEGER) {
            // A cast converts values that are too large to the largest integer.
            return "case when typeof(" + value + ") = 'real' and abs(" + value + ") < 9.2e18 then cast(round(" + value
                    + ") as integer) else " + value + " end";
        }
        if (toType instanceof ColumnType.Decimal decimal && from == FRACTION) {
            return "case typeof(" + value + ") when 'real' then " + rounded(value, decimal.scale()) + " else " + value
                    + " end";
        }
        if (from == INTEGER && to == BOOL) {
            return "case typeof(" + value + ") when 'integer' then " + value + " <> 0 else " + value + " end";
        }
        if ((to == FRACTION && (from == INTEGER || from == FRACTION)) || (from == BOOL && to == INTEGER)) {
            return value;
        }
        if (new TypeChange(fromType, toType).readsForms()) {
            var forms = new SqliteTextForms("(" + value + ")");
            return "case when " + forms.spells(toType) + " then " + forms.value(toType) + " when (" + value
                    + ") is not null then " + MISFIT + " end";
        }
        return from.becomes(to) && isTime(from) && isTime(to) ? ofTime(from, to, value) : spelled(fromType, to, value);
    }

    /**
     * Rounds by the 15 digits that such a number reliably has: 1.005 is stored as a little less, but still becomes
     * 1.01.
     */
    private static String rounded(String value, int scale) {
        var power = "1e" + scale;
        return "case when abs(" + value + ") < 1e" + (15 - scale) + " then round(cast(printf('%.15g', (" + value
                + ") * " + power + ") as real)) / " + power + " else round(" + value + ", " + scale + ") end";
    }

    private static boolean isTime(TypeFamily family) {
        return family == DATE || family == TypeFamily.TIME || family == TIMESTAMP || family == INSTANT;
    }

    /** An instant is converted to and from a local time in UTC. */
    private static String ofTime(TypeFamily from, TypeFamily to, String value) {
        var local = from == INSTANT ? utc(value) : value;
        if (from == DATE) {
            return value + (to == INSTANT ? " || ' 00:00:00+00:00'" : " || ' 00:00:00'");
        }
        return switch (to) {
            case INSTANT -> value + " || '+00:00'";
            case DATE -> "coalesce(" + SqliteTimes.date(value) + ", " + value + ")";
            case TIME -> "substr(" + local + ", 12)";
            default -> local;
        };
    }

    /** Returns the date and time in UTC, with the fraction of the second, which {@code datetime} leaves out. */
    static String utc(String value) {
        var offset = "replace(" + value + ", 'Z', '+00:00')";
        var local = "substr(" + offset + ", 1, 19) || substr(" + offset + ", -6)";
        return "coalesce(" + SqliteTimes.dateTime(local) + " || substr(" + offset + ", 20, length(" + offset
                + ") - 25), " + value + ")";
    }

    /** Converts the value by way of a text. */
    private static String spelled(ColumnType fromType, TypeFamily to, String value) {
        var text = text(fromType, value);
        return switch (to) {
            case TEXT, ENUMERATION, JSON -> text;
            case BYTES -> "cast(" + text + " as blob)";
            default -> "trim(" + text + ")"; // The column converts it to a number when it stores it.
        };
    }

    private static String text(ColumnType fromType, String value) {
        var from = TypeFamily.of(fromType);
        if (from == BOOL) {
            return "case " + value + " when 1 then 'true' when 0 then 'false' else " + value + " end";
        }
        if (fromType instanceof ColumnType.Decimal decimal) {
            return "case typeof(" + value + ") when 'real' then printf('%." + decimal.scale() + "f', " + value
                    + ") else cast(" + value + " as text)" + zeros(decimal.scale()) + " end";
        }
        return from == INTEGER || from == FRACTION || from == BYTES ? "cast(" + value + " as text)" : value;
    }

    /** Returns the digits after the point for a number that has none. */
    private static String zeros(int scale) {
        return scale == 0 ? "" : " || '." + "0".repeat(scale) + "'";
    }
}
