package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;

/**
 * The digits of the fraction of a second, if a column gets fewer: the excess digits are cut off on every database. Some
 * would round, which moves the last moment of a year to the next year, and that of a day to 24:00.
 */
final class TimeDigits {
    private static final int NONE = -1;

    private TimeDigits() {}

    /** Whether values may lose digits. */
    static boolean areCut(ColumnType from, ColumnType to) {
        return of(to) != NONE && of(from) > of(to);
    }

    /** Returns how many digits a type has, or -1 for one without seconds. */
    static int of(ColumnType type) {
        if (type instanceof ColumnType.Time time) {
            return time.precision();
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return timestamp.precision();
        }
        return type instanceof ColumnType.TimestampWithTimeZone instant ? instant.precision() : NONE;
    }

    /** Returns 1 followed by as many zeros. */
    static String power(int zeros) {
        return "1" + "0".repeat(zeros);
    }
}
