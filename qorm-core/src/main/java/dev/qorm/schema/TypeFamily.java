package dev.qorm.schema;

import java.util.EnumSet;
import java.util.Set;

/**
 * Types whose values mean the same kind of thing. A column can change its type within its family, and to a family that
 * has a counterpart for each of its values. A change to any other family is only possible while the column has no
 * values. If they were left alone, databases would read a date from a number or treat it as seconds; H2 would turn the
 * second value of an enumeration into the number 2, and add today's date to a time.
 */
public enum TypeFamily {
    /** True or false. */
    BOOL,
    /** Integers of 16, 32 and 64 bits. */
    INTEGER,
    /** Numbers with digits after the point: decimals and floating-point numbers. */
    FRACTION,
    /** Texts of any length. */
    TEXT,
    /** One of a list of texts. */
    ENUMERATION,
    /** A date without a time. */
    DATE,
    /** A time of day. */
    TIME,
    /** A date and time without a zone. */
    TIMESTAMP,
    /** An instant, the same in every zone. */
    INSTANT,
    /** A universally unique identifier. */
    UUID,
    /** A JSON document. */
    JSON,
    /** Bytes, of limited or unlimited length. */
    BYTES,
    /** A type of one particular database, which qorm does not know. */
    NATIVE;

    /** Returns the family of {@code type}. */
    public static TypeFamily of(ColumnType type) {
        if (ColumnTypes.isInteger(type)) {
            return INTEGER;
        }
        if (type instanceof ColumnType.Varchar || type instanceof ColumnType.Char || type instanceof ColumnType.Text) {
            return TEXT;
        }
        if (type instanceof ColumnType.Binary || type instanceof ColumnType.Blob) {
            return BYTES;
        }
        return ofSingle(type);
    }

    /** Whether {@code type} is a floating-point type. */
    public static boolean isFloating(ColumnType type) {
        return type instanceof ColumnType.Real || type instanceof ColumnType.DoublePrecision;
    }

    private static TypeFamily ofSingle(ColumnType type) {
        if (type instanceof ColumnType.Bool) {
            return BOOL;
        }
        if (type instanceof ColumnType.Enumeration) {
            return ENUMERATION;
        }
        if (type instanceof ColumnType.Uuid) {
            return UUID;
        }
        if (type instanceof ColumnType.Json) {
            return JSON;
        }
        if (type instanceof ColumnType.Native) {
            return NATIVE;
        }
        return ofTime(type);
    }

    private static TypeFamily ofTime(ColumnType type) {
        if (type instanceof ColumnType.Date) {
            return DATE;
        }
        if (type instanceof ColumnType.Time) {
            return TIME;
        }
        if (type instanceof ColumnType.Timestamp) {
            return TIMESTAMP;
        }
        return type instanceof ColumnType.TimestampWithTimeZone ? INSTANT : FRACTION;
    }

    /** Whether a column of this family can become one of {@code other}; a text is parsed. */
    public boolean becomes(TypeFamily other) {
        return (this == other && this != NATIVE)
                || this == TEXT
                || other == TEXT
                || targets().contains(other);
    }

    /** Whether a column of this family and one of {@code other} may have the same purpose; a text may be anything. */
    public boolean isLike(TypeFamily other) {
        return kind() == other.kind() || kind() == TEXT || other.kind() == TEXT;
    }

    /** Maps each group of families, such as the numbers, the times and the texts, to one member of it. */
    public TypeFamily kind() {
        return switch (this) {
            case BOOL, INTEGER, FRACTION -> INTEGER;
            case DATE, TIME, TIMESTAMP, INSTANT -> TIMESTAMP;
            case TEXT, ENUMERATION, NATIVE -> TEXT;
            case UUID, JSON, BYTES -> this;
        };
    }

    private Set<TypeFamily> targets() {
        return switch (this) {
            case BOOL -> EnumSet.of(INTEGER);
            case INTEGER -> EnumSet.of(BOOL, FRACTION);
            case FRACTION -> EnumSet.of(INTEGER);
            case DATE -> EnumSet.of(TIMESTAMP, INSTANT);
            case TIMESTAMP -> EnumSet.of(DATE, TIME, INSTANT);
            case INSTANT -> EnumSet.of(DATE, TIME, TIMESTAMP);
            case TEXT, ENUMERATION, TIME, UUID, JSON, BYTES, NATIVE -> EnumSet.noneOf(TypeFamily.class);
        };
    }
}
