package dev.qorm.schema;

import java.util.HashSet;
import java.util.List;

/**
 * The type of a column, independent of any database. The dialect determines the database's own type for it.
 *
 * <p>A length or precision out of its range throws a {@link SchemaException}.
 *
 * <p>A new type does not compile until every {@link Visitor} handles it.
 */
public sealed interface ColumnType {
    /** The highest precision of fractional seconds that all supported databases share: microseconds. */
    int MAX_TIME_PRECISION = 6;

    /** Calls the method of {@code visitor} that belongs to this type. */
    <R> R accept(Visitor<R> visitor);

    /** True or false. */
    record Bool() implements ColumnType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A 16-bit integer. */
    record SmallInt() implements ColumnType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A 32-bit integer. */
    record Int() implements ColumnType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A 64-bit integer. */
    record BigInt() implements ColumnType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A 32-bit floating-point number. */
    record Real() implements ColumnType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A 64-bit floating-point number. */
    record DoublePrecision() implements ColumnType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An exact number.
     *
     * @param precision the number of all digits, 1 to 65 (the lowest limit among PostgreSQL, MySQL and H2)
     * @param scale the number of digits after the point, 0 to 30 and at most {@code precision}
     */
    record Decimal(int precision, int scale) implements ColumnType {
        public Decimal {
            if (!ColumnTypes.isDecimal(precision, scale)) {
                throw new SchemaException("decimal(" + precision + ", " + scale
                        + ") is not possible: the precision goes from 1 to 65, the scale from 0 to 30 and not beyond"
                        + " the precision");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A text of fixed length, padded with spaces.
     *
     * @param length in characters, at least 1
     */
    record Char(int length) implements ColumnType {
        public Char {
            Checks.positive("the length of a char", length);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A text of limited length.
     *
     * @param length the maximum length in characters, at least 1
     */
    record Varchar(int length) implements ColumnType {
        public Varchar {
            Checks.positive("the length of a varchar", length);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A text without a limit. */
    record Text() implements ColumnType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * One of several names.
     *
     * @param values at least one, all different, in the order in which they sort
     */
    record Enumeration(List<String> values) implements ColumnType {
        public Enumeration {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new SchemaException("an enumeration needs at least one value");
            }
            if (new HashSet<>(values).size() < values.size()) {
                throw new SchemaException("an enumeration has a value twice: " + values);
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A date without a time. */
    record Date() implements ColumnType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A time of day without a zone.
     *
     * @param precision digits of the fractional second, 0 to 6
     */
    record Time(int precision) implements ColumnType {
        public Time {
            checkPrecision(precision);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A date and time without a zone.
     *
     * @param precision digits of the fractional second, 0 to 6
     */
    record Timestamp(int precision) implements ColumnType {
        public Timestamp {
            checkPrecision(precision);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An instant.
     *
     * @param precision digits of the fractional second, 0 to 6
     */
    record TimestampWithTimeZone(int precision) implements ColumnType {
        public TimestampWithTimeZone {
            checkPrecision(precision);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A universally unique identifier. */
    record Uuid() implements ColumnType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A JSON document. */
    record Json() implements ColumnType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Bytes of limited length.
     *
     * @param length the maximum length in bytes, at least 1
     */
    record Binary(int length) implements ColumnType {
        public Binary {
            Checks.positive("the length of a binary", length);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Bytes without a limit. */
    record Blob() implements ColumnType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A type of one particular database, which qorm passes on unchanged.
     *
     * @param name the name of the type in that database: {@code integer[]}
     */
    record Native(String name) implements ColumnType {
        public Native {
            name = Checks.text("native type", name);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    private static void checkPrecision(int precision) {
        if (precision < 0 || precision > MAX_TIME_PRECISION) {
            throw new SchemaException(
                    "the precision of a time goes from 0 to " + MAX_TIME_PRECISION + " digits, not " + precision);
        }
    }

    /**
     * A function over all types.
     *
     * @param <R> the type of its result
     */
    interface Visitor<R> {
        R visit(Bool type);

        R visit(SmallInt type);

        R visit(Int type);

        R visit(BigInt type);

        R visit(Real type);

        R visit(DoublePrecision type);

        R visit(Decimal type);

        R visit(Char type);

        R visit(Varchar type);

        R visit(Text type);

        R visit(Enumeration type);

        R visit(Date type);

        R visit(Time type);

        R visit(Timestamp type);

        R visit(TimestampWithTimeZone type);

        R visit(Uuid type);

        R visit(Json type);

        R visit(Binary type);

        R visit(Blob type);

        R visit(Native type);
    }
}
