package dev.qorm.schema;

import java.util.List;

/** The names by which migrations speak of column types, and questions about types. */
public final class ColumnTypes {
    private ColumnTypes() {}

    /** True or false. */
    public static ColumnType bool() {
        return new ColumnType.Bool();
    }

    /** A 16-bit integer. */
    public static ColumnType smallint() {
        return new ColumnType.SmallInt();
    }

    /** A 32-bit integer. */
    public static ColumnType integer() {
        return new ColumnType.Int();
    }

    /** A 64-bit integer. */
    public static ColumnType bigint() {
        return new ColumnType.BigInt();
    }

    /** A 32-bit floating-point number. */
    public static ColumnType real() {
        return new ColumnType.Real();
    }

    /** A 64-bit floating-point number. */
    public static ColumnType doublePrecision() {
        return new ColumnType.DoublePrecision();
    }

    /** An exact number of {@code precision} digits, {@code scale} of them after the point. */
    public static ColumnType decimal(int precision, int scale) {
        return new ColumnType.Decimal(precision, scale);
    }

    /** Whether all supported databases have a {@link #decimal} of {@code precision} and {@code scale}. */
    public static boolean isDecimal(int precision, int scale) {
        return precision >= 1 && precision <= 65 && scale >= 0 && scale <= Math.min(precision, 30);
    }

    /** A text of exactly {@code length} characters. */
    public static ColumnType character(int length) {
        return new ColumnType.Char(length);
    }

    /** A text of at most {@code length} characters. */
    public static ColumnType varchar(int length) {
        return new ColumnType.Varchar(length);
    }

    /** A text without a limit. */
    public static ColumnType text() {
        return new ColumnType.Text();
    }

    /** One of {@code values}. */
    public static ColumnType enumeration(String... values) {
        return new ColumnType.Enumeration(List.of(values));
    }

    /** A day. */
    public static ColumnType date() {
        return new ColumnType.Date();
    }

    /** A time of day, to the microsecond. */
    public static ColumnType time() {
        return time(ColumnType.MAX_TIME_PRECISION);
    }

    /** A time of day with {@code precision} digits of the fractional second. */
    public static ColumnType time(int precision) {
        return new ColumnType.Time(precision);
    }

    /** A date and time without a zone, to the microsecond. */
    public static ColumnType timestamp() {
        return timestamp(ColumnType.MAX_TIME_PRECISION);
    }

    /** A date and time without a zone with {@code precision} digits of the fractional second. */
    public static ColumnType timestamp(int precision) {
        return new ColumnType.Timestamp(precision);
    }

    /** An instant, to the microsecond. */
    public static ColumnType timestampWithTimeZone() {
        return timestampWithTimeZone(ColumnType.MAX_TIME_PRECISION);
    }

    /** An instant with {@code precision} digits of the fractional second. */
    public static ColumnType timestampWithTimeZone(int precision) {
        return new ColumnType.TimestampWithTimeZone(precision);
    }

    /** A universally unique identifier. */
    public static ColumnType uuid() {
        return new ColumnType.Uuid();
    }

    /** A JSON document. */
    public static ColumnType json() {
        return new ColumnType.Json();
    }

    /** At most {@code length} bytes. */
    public static ColumnType binary(int length) {
        return new ColumnType.Binary(length);
    }

    /** Bytes without a limit. */
    public static ColumnType blob() {
        return new ColumnType.Blob();
    }

    /** A type of one kind of database by its name there: {@code integer[]}. */
    public static ColumnType nativeType(String name) {
        return new ColumnType.Native(name);
    }

    /** Whether the database can count up a column of this type by itself. */
    public static boolean isInteger(ColumnType type) {
        return integerRank(type) > 0;
    }

    /**
     * Whether every value of {@code from} is kept when a column becomes {@code to}. False means that a value may be
     * refused, cut or rounded.
     */
    public static boolean widens(ColumnType from, ColumnType to) {
        if (from.equals(to)) {
            return true;
        }
        var ranks = integerRank(from) > 0 && integerRank(to) > 0;
        if (ranks) {
            return integerRank(from) <= integerRank(to);
        }
        if (to instanceof ColumnType.Text) {
            return textLength(from) > 0 || from instanceof ColumnType.Enumeration || integerRank(from) > 0;
        }
        if (to instanceof ColumnType.Varchar varchar && integerRank(from) > 0) {
            return integerDigits(from) < varchar.length(); // the sign takes one more
        }
        if (to instanceof ColumnType.Varchar varchar) {
            return from instanceof ColumnType.Enumeration enumeration
                    ? longest(enumeration) <= varchar.length()
                    : textLength(from) > 0 && textLength(from) <= varchar.length();
        }
        if (from instanceof ColumnType.Char a && to instanceof ColumnType.Char b) {
            return a.length() <= b.length();
        }
        if (from instanceof ColumnType.Real) {
            return to instanceof ColumnType.DoublePrecision;
        }
        if (to instanceof ColumnType.Decimal b) {
            return integerDigits(from) >= 0
                    && integerDigits(from) <= b.precision() - b.scale()
                    && fractionDigits(from) <= b.scale();
        }
        if (from instanceof ColumnType.Enumeration a && to instanceof ColumnType.Enumeration b) {
            return b.values().containsAll(a.values());
        }
        return widensTimeOrBytes(from, to);
    }

    private static boolean widensTimeOrBytes(ColumnType from, ColumnType to) {
        if (from instanceof ColumnType.Binary a) {
            return to instanceof ColumnType.Blob || (to instanceof ColumnType.Binary b && a.length() <= b.length());
        }
        if (from instanceof ColumnType.Date) {
            return to instanceof ColumnType.Timestamp;
        }
        if (from instanceof ColumnType.Time a && to instanceof ColumnType.Time b) {
            return a.precision() <= b.precision();
        }
        if (from instanceof ColumnType.Timestamp a && to instanceof ColumnType.Timestamp b) {
            return a.precision() <= b.precision();
        }
        return from instanceof ColumnType.TimestampWithTimeZone a
                && to instanceof ColumnType.TimestampWithTimeZone b
                && a.precision() <= b.precision();
    }

    private static int integerRank(ColumnType type) {
        if (type instanceof ColumnType.SmallInt) {
            return 1;
        }
        if (type instanceof ColumnType.Int) {
            return 2;
        }
        return type instanceof ColumnType.BigInt ? 3 : 0;
    }

    private static int textLength(ColumnType type) {
        if (type instanceof ColumnType.Varchar varchar) {
            return varchar.length();
        }
        return type instanceof ColumnType.Char character ? character.length() : 0;
    }

    private static int longest(ColumnType.Enumeration type) {
        return type.values().stream().mapToInt(String::length).max().orElseThrow();
    }

    private static int integerDigits(ColumnType type) {
        if (type instanceof ColumnType.Decimal decimal) {
            return decimal.precision() - decimal.scale();
        }
        return new int[] {-1, 5, 10, 19}[integerRank(type)];
    }

    private static int fractionDigits(ColumnType type) {
        return type instanceof ColumnType.Decimal decimal ? decimal.scale() : 0;
    }
}
