package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;

/**
 * Which types PostgreSQL converts into each other by a cast; between others the way leads through text ("CREATE CAST" and
 * the table {@code pg_cast} of PostgreSQL 17).
 */
final class PostgresCasts {
    private PostgresCasts() {}

    static boolean exists(ColumnType from, ColumnType to) {
        if (isNumber(from) && isNumber(to)) {
            return true;
        }
        if (isTime(from) && isTime(to)) {
            return !(from instanceof ColumnType.Date && to instanceof ColumnType.Time)
                    && !(from instanceof ColumnType.Time);
        }
        return from.getClass() == to.getClass() && !(from instanceof ColumnType.Enumeration);
    }

    private static boolean isNumber(ColumnType type) {
        return ColumnTypes.isInteger(type)
                || type instanceof ColumnType.Decimal
                || type instanceof ColumnType.Real
                || type instanceof ColumnType.DoublePrecision;
    }

    private static boolean isTime(ColumnType type) {
        return type instanceof ColumnType.Date
                || type instanceof ColumnType.Time
                || type instanceof ColumnType.Timestamp
                || type instanceof ColumnType.TimestampWithTimeZone;
    }
}
