package dev.qorm.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.UUID;
import java.util.function.Function;

/**
 * Converts a literal to the canonical form that a column's type has for it: the integer 1 and the decimal 1.00 are the
 * same default of a {@code decimal(10, 2)}. A value that the type cannot hold is rejected, because the database would
 * reject it or change it silently.
 */
final class LiteralCoercion implements ColumnType.Visitor<Object> {
    private final Object value;

    private LiteralCoercion(Object value) {
        this.value = value;
    }

    /** @throws SchemaException if {@code type} cannot hold {@code value} */
    static Object coerce(ColumnType type, Object value) {
        try {
            return type.accept(new LiteralCoercion(value));
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            throw new LiteralCoercion(value).refused(type);
        }
    }

    /** Has no cause: Maven would append the message of the cause, about digits and offsets, to the remedy. */
    private SchemaException refused(ColumnType type) {
        return new SchemaException(describe(value) + " does not fit the type " + TypeNames.of(type));
    }

    private static String describe(Object value) {
        return "the value '" + (value instanceof byte[] bytes ? DefaultValue.Bytes.of(bytes) : value) + "'";
    }

    private Object integer(ColumnType type, long min, long max) {
        if (!(value instanceof Number) && !(value instanceof String)) {
            throw refused(type);
        }
        var number = new BigDecimal(value.toString()).longValueExact();
        if (number < min || number > max) {
            throw refused(type);
        }
        return number;
    }

    private double floating(ColumnType type) {
        if (!(value instanceof Number) && !(value instanceof String)) {
            throw refused(type);
        }
        var number = Double.parseDouble(value.toString());
        if (!Double.isFinite(number)) {
            throw refused(type);
        }
        return number;
    }

    private String string(ColumnType type, int maxLength) {
        if (!(value instanceof CharSequence) && !(value instanceof Character)) {
            throw refused(type);
        }
        var text = value.toString();
        // PostgreSQL does not allow the character 0 in a text, and a statement of SQLite ends there.
        if (text.codePointCount(0, text.length()) > maxLength || text.indexOf('\0') >= 0) {
            throw refused(type);
        }
        return text;
    }

    /** All databases support the years 1 to 9999. */
    private <T extends Temporal> T day(ColumnType type, T time) {
        var year = time.get(ChronoField.YEAR);
        if (year < 1 || year > 9999) {
            throw refused(type);
        }
        return time;
    }

    private <T> T time(ColumnType type, Class<T> wanted, Function<String, T> parse) {
        if (wanted.isInstance(value)) {
            return wanted.cast(value);
        }
        if (value instanceof String text) {
            return parse.apply(text.replace(' ', 'T'));
        }
        throw refused(type);
    }

    private static Object truncated(Temporal time, int precision) {
        var nanos = time.get(ChronoField.NANO_OF_SECOND);
        var unit = BigInteger.TEN.pow(9 - precision).intValueExact();
        return time.minus(nanos % unit, ChronoUnit.NANOS);
    }

    private DefaultValue.Bytes bytes(ColumnType type, int maxLength) {
        DefaultValue.Bytes bytes;
        if (value instanceof byte[] array) {
            bytes = DefaultValue.Bytes.of(array);
        } else if (value instanceof DefaultValue.Bytes same) {
            bytes = same;
        } else if (value instanceof String text) {
            bytes = DefaultValue.Bytes.of(text.getBytes(StandardCharsets.UTF_8));
        } else {
            throw refused(type);
        }
        if (bytes.hex().length() / 2 > maxLength) {
            throw refused(type);
        }
        return bytes;
    }

    @Override
    public Object visit(ColumnType.Bool type) {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return Boolean.valueOf(text);
        }
        throw refused(type);
    }

    @Override
    public Object visit(ColumnType.SmallInt type) {
        return integer(type, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public Object visit(ColumnType.Int type) {
        return integer(type, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public Object visit(ColumnType.BigInt type) {
        return integer(type, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public Object visit(ColumnType.Real type) {
        // Goes through the text of the float, so that the default 0.1f is 0.1 and not 0.10000000149.
        var number = floating(type);
        if (!Float.isFinite((float) number)) {
            throw refused(type);
        }
        return Double.valueOf(ShortestDecimal.of((float) number));
    }

    @Override
    public Object visit(ColumnType.DoublePrecision type) {
        return floating(type);
    }

    @Override
    public Object visit(ColumnType.Decimal type) {
        if (!(value instanceof Number) && !(value instanceof String)) {
            throw refused(type);
        }
        var number = new BigDecimal(value.toString()).setScale(type.scale(), RoundingMode.UNNECESSARY);
        if (number.precision() > type.precision() && number.signum() != 0) {
            throw refused(type);
        }
        return number;
    }

    @Override
    public Object visit(ColumnType.Char type) {
        return string(type, type.length());
    }

    @Override
    public Object visit(ColumnType.Varchar type) {
        return string(type, type.length());
    }

    @Override
    public Object visit(ColumnType.Text type) {
        return string(type, Integer.MAX_VALUE);
    }

    @Override
    public Object visit(ColumnType.Enumeration type) {
        var name = value instanceof Enum<?> constant ? constant.name() : value;
        if (name instanceof String && type.values().contains(name)) {
            return name;
        }
        throw refused(type);
    }

    @Override
    public Object visit(ColumnType.Date type) {
        return day(type, time(type, LocalDate.class, LocalDate::parse));
    }

    @Override
    public Object visit(ColumnType.Time type) {
        return truncated(time(type, LocalTime.class, LocalTime::parse), type.precision());
    }

    @Override
    public Object visit(ColumnType.Timestamp type) {
        return truncated(day(type, time(type, LocalDateTime.class, LocalDateTime::parse)), type.precision());
    }

    @Override
    public Object visit(ColumnType.TimestampWithTimeZone type) {
        var time = value instanceof Instant instant
                ? instant.atOffset(ZoneOffset.UTC)
                : time(type, OffsetDateTime.class, OffsetDateTime::parse);
        return truncated(day(type, time.withOffsetSameInstant(ZoneOffset.UTC)), type.precision());
    }

    @Override
    public Object visit(ColumnType.Uuid type) {
        if (value instanceof UUID) {
            return value;
        }
        if (value instanceof String text) {
            try {
                var uuid = UUID.fromString(text);
                // Java also accepts 1-1-1-1-1, but databases do not.
                if (uuid.toString().equalsIgnoreCase(text)) {
                    return uuid;
                }
            } catch (IllegalArgumentException e) {
                throw refused(type);
            }
        }
        throw refused(type);
    }

    @Override
    public Object visit(ColumnType.Json type) {
        var text = string(type, Integer.MAX_VALUE);
        if (!JsonSyntax.isValid(text)) {
            throw new SchemaException(describe(value) + " is no valid JSON and does not fit the type "
                    + TypeNames.of(type) + "; a text is JSON in double quotes only");
        }
        return text;
    }

    @Override
    public Object visit(ColumnType.Binary type) {
        return bytes(type, type.length());
    }

    @Override
    public Object visit(ColumnType.Blob type) {
        return bytes(type, Integer.MAX_VALUE);
    }

    /** The text that the database accepts in quotes for a value of its type. */
    @Override
    public Object visit(ColumnType.Native type) {
        return string(type, Integer.MAX_VALUE);
    }
}
