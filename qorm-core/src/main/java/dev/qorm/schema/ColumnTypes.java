package dev.qorm.schema;

import java.util.List;

/**
 * The column types as they are written in migrations, and questions about types. A length or precision out of the range
 * that {@link ColumnType} gives throws a {@link SchemaException}.
 */
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

    /** A text of exactly {@code length} characters, padded with spaces. */
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

    /** One of {@code values}, which sort in this order. */
    public static ColumnType enumeration(String... values) {
        return new ColumnType.Enumeration(List.of(values));
    }

    /** A date without a time. */
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

    /** A type of one particular database, by its name there: {@code integer[]}. */
    public static ColumnType nativeType(String name) {
        return new ColumnType.Native(name);
    }

    /** Whether the database can number the rows in a column of this type. */
    public static boolean isInteger(ColumnType type) {
        return type instanceof ColumnType.SmallInt
                || type instanceof ColumnType.Int
                || type instanceof ColumnType.BigInt;
    }

    /**
     * Whether a column keeps every value when its type changes from {@code from} to {@code to}. False means that a
     * value may be rejected, truncated or rounded.
     */
    public static boolean widens(ColumnType from, ColumnType to) {
        var change = new TypeChange(from, to);
        return change.takesAll() && change.isExact();
    }
}
