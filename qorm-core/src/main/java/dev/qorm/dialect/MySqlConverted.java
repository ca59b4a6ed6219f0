package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.TypeFamily;

/**
 * The value that MySQL and MariaDB store when a column gets another type, as far as it can be computed in a query and
 * different values may become equal.
 */
final class MySqlConverted {
    private MySqlConverted() {}

    /**
     * Returns the value in SQL.
     *
     * @param value the value before, which is also returned if nothing is known
     */
    static String of(String value, ColumnType from, ColumnType to) {
        var isText = TypeFamily.of(from) == TypeFamily.TEXT;
        if (ColumnTypes.isInteger(to)) {
            return ofInteger(value, from, isText);
        }
        if (to instanceof ColumnType.Decimal decimal) {
            var isShorter = from instanceof ColumnType.Decimal before && before.scale() > decimal.scale();
            return isText || isShorter || TypeFamily.isFloating(from) || ColumnTypes.isInteger(from)
                    ? cast(value, "decimal(" + decimal.precision() + ", " + decimal.scale() + ")")
                    : value;
        }
        if (to instanceof ColumnType.Bool) {
            return ColumnTypes.isInteger(from)
                    ? "(" + value + " <> 0)"
                    : isText ? "(lower(" + value + ") in (" + TextForms.TRUE_WORDS + "))" : value;
        }
        if (isText
                && (to instanceof ColumnType.Enumeration
                        || (to instanceof ColumnType.Char && !(from instanceof ColumnType.Char)))) {
            return "rtrim(" + value + ")";
        }
        if (to instanceof ColumnType.Uuid) {
            return isText ? "lower(" + value + ")" : value;
        }
        return ofTime(value, from, to, isText);
    }

    private static String ofInteger(String value, ColumnType from, boolean isText) {
        if (TypeFamily.isFloating(from)) {
            return cast("round(" + Rounding.ofHalves(value, "truncate(" + value + ", 0)") + ")", "signed");
        }
        return isText || from instanceof ColumnType.Decimal ? cast(value, "signed") : value;
    }

    private static String ofTime(String value, ColumnType from, ColumnType to, boolean isText) {
        if (to instanceof ColumnType.Date) {
            return isText || digits(from) >= 0 ? cast(value, "date") : value;
        }
        if (to instanceof ColumnType.Time time) {
            var isShorter = from instanceof ColumnType.Time before && before.precision() > time.precision();
            return isText || isShorter || digits(from) >= 0 ? cast(value, "time(" + time.precision() + ")") : value;
        }
        var isLocal = to instanceof ColumnType.Timestamp;
        return digits(to) >= 0 && (digits(from) > digits(to) || (isText && isLocal))
                ? cast(value, "datetime(" + digits(to) + ")")
                : value;
    }

    /** Returns how many digits the seconds of a date and time have; -1 for another type. */
    private static int digits(ColumnType type) {
        if (type instanceof ColumnType.Timestamp timestamp) {
            return timestamp.precision();
        }
        return type instanceof ColumnType.TimestampWithTimeZone instant ? instant.precision() : -1;
    }

    private static String cast(String value, String type) {
        return "cast(" + value + " as " + type + ")";
    }
}
