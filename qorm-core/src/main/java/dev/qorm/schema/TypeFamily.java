package dev.qorm.schema;

import java.util.EnumSet;
import java.util.Set;

/**
 * Types whose values mean the same kind of thing. A column changes its type within its family and to those that have a
 * value for each of its values. To any other it goes only where it has no values. Left alone, databases would read a day
 * from a number or take it for seconds; H2 would take the second value of an enumeration for the number 2, and give today
 * to a time.
 */
public enum TypeFamily {
    /** True or false. */
    BOOL,
    /** Integers of 16, 32 and 64 bits. */
    INTEGER,
    /** Numbers with digits behind the point: decimals, and floating-point numbers. */
    FRACTION,
    /** Texts of any length. */
    TEXT,
    /** One of a list of texts. */
    ENUMERATION,
    /** A day. */
    DATE,
    /** A time of day. */
    TIME,
    /** A day and a time of day, in no zone. */
    TIMESTAMP,
    /** A moment, the same in each zone. */
    INSTANT,
    /** A universally unique identifier. */
    UUID,
    /** A JSON document. */
    JSON,
    /** Bytes of any number. */
    BYTES,
    /** A type of one kind of database, of which qorm knows nothing. */
    NATIVE;

    /** The family of {@code type}. */
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

    /** Whether {@code type} is one of floating-point numbers. */
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

    /** Whether a column of this family can become one of {@code other}; a text becomes what it spells. */
    public boolean becomes(TypeFamily other) {
        return (this == other && this != NATIVE)
                || this == TEXT
                || other == TEXT
                || targets().contains(other);
    }

    /** Whether people may mean the same by a column of this family and one of {@code other}; a text may be anything. */
    public boolean isLike(TypeFamily other) {
        return kind() == other.kind() || kind() == TEXT || other.kind() == TEXT;
    }

    /** Numbers, times and texts by one of them each. */
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
