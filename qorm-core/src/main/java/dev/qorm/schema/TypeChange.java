package dev.qorm.schema;

import static dev.qorm.schema.TypeFamily.BYTES;
import static dev.qorm.schema.TypeFamily.DATE;
import static dev.qorm.schema.TypeFamily.ENUMERATION;
import static dev.qorm.schema.TypeFamily.FRACTION;
import static dev.qorm.schema.TypeFamily.INSTANT;
import static dev.qorm.schema.TypeFamily.INTEGER;
import static dev.qorm.schema.TypeFamily.JSON;
import static dev.qorm.schema.TypeFamily.NATIVE;
import static dev.qorm.schema.TypeFamily.TEXT;
import static dev.qorm.schema.TypeFamily.TIME;
import static dev.qorm.schema.TypeFamily.TIMESTAMP;

import java.util.regex.Pattern;

/**
 * The change of a column's type, and its effect on the values.
 *
 * @param from the type before
 * @param to the type after
 */
public record TypeChange(ColumnType from, ColumnType to) {
    /** Enough for the text of an instant with its offset and with surrounding blanks. */
    private static final int ROOM_FOR_SPELLED = 64;

    /** Native types whose values have a varying length up to a maximum: {@code bit varying(8)}. */
    private static final Pattern OF_VARYING_LENGTH =
            Pattern.compile("(?i)(var\\w*|nvarchar|\\w+\\s+varying)\\s*\\(\\s*(\\d{1,9})\\s*\\)(.*)");

    /**
     * Whether no value can be rejected: each has a counterpart in the new type, even if rounded or without a part of
     * it. The one exception is a floating-point number that is too large for a shorter floating-point type.
     */
    public boolean takesAll() {
        var source = TypeFamily.of(from);
        var target = TypeFamily.of(to);
        if (from.equals(to) || onlyLengthens()) {
            return true;
        }
        if (source == NATIVE || target == NATIVE || !source.becomes(target)) {
            return false;
        }
        if (target == TEXT) {
            return source != BYTES && TypeSize.spelled(from) <= TypeSize.spelled(to);
        }
        if (source == TEXT) {
            return to instanceof ColumnType.Blob;
        }
        if (source == ENUMERATION) {
            return ((ColumnType.Enumeration) to).values().containsAll(((ColumnType.Enumeration) from).values());
        }
        if (source == BYTES) {
            return TypeSize.bytes(from) <= TypeSize.bytes(to);
        }
        return !isBetweenNumbers() || takesAllNumbers();
    }

    /** Whether only the database knows what happens to the values. */
    public boolean isUnknown() {
        return (TypeFamily.of(from) == NATIVE || TypeFamily.of(to) == NATIVE) && !takesAll();
    }

    /** Whether both are the same native type, and the new one is as long or longer. */
    private boolean onlyLengthens() {
        if (!(from instanceof ColumnType.Native one) || !(to instanceof ColumnType.Native other)) {
            return false;
        }
        var before = OF_VARYING_LENGTH.matcher(one.name().strip());
        var after = OF_VARYING_LENGTH.matcher(other.name().strip());
        return before.matches()
                && after.matches()
                && before.group(1).equalsIgnoreCase(after.group(1))
                && before.group(3).equalsIgnoreCase(after.group(3))
                && Integer.parseInt(before.group(2)) <= Integer.parseInt(after.group(2));
    }

    private boolean isBetweenNumbers() {
        return isNumber(from) && isNumber(to);
    }

    private static boolean isNumber(ColumnType type) {
        var family = TypeFamily.of(type);
        return family == INTEGER || family == FRACTION;
    }

    private boolean takesAllNumbers() {
        if (TypeFamily.isFloating(to)) {
            return true;
        }
        if (TypeFamily.isFloating(from)) {
            return false;
        }
        if (to instanceof ColumnType.Decimal) {
            // 9.95 has one digit before the point, but two when it is rounded to 10.0.
            var room = TypeSize.integerDigits(to) - TypeSize.integerDigits(from);
            return room > 0 || (room == 0 && TypeSize.scale(from) <= TypeSize.scale(to));
        }
        return ColumnTypes.isInteger(from)
                ? TypeSize.integerDigits(from) <= TypeSize.integerDigits(to)
                : TypeSize.integerDigits(from) < TypeSize.integerDigits(to);
    }

    /**
     * Whether no value of the old type can become one of the new type, whatever it is: qorm makes every database reject
     * all values except NULL. Otherwise some databases would read a number as a day, others as seconds since the epoch
     * or as the position of a value in an enumeration.
     */
    public boolean isOutOfReach() {
        var source = TypeFamily.of(from);
        var target = TypeFamily.of(to);
        return source != NATIVE && target != NATIVE && !source.becomes(target);
    }

    /**
     * Whether texts are parsed into values of the new type, and every database can tell in SQL which texts represent
     * such a value.
     */
    public boolean readsTexts() {
        return readsForms() || (TypeFamily.of(from) == TEXT && TypeFamily.of(to) == JSON);
    }

    /**
     * Whether texts are parsed in one form that is the same on every database: as a number, a boolean, a date, a time
     * or a UUID. This excludes JSON, and bytes, which are up to the database.
     */
    public boolean readsForms() {
        return TypeFamily.of(from) == TEXT
                && switch (TypeFamily.of(to)) {
                    case BOOL, INTEGER, FRACTION, DATE, TIME, TIMESTAMP, INSTANT, UUID -> true;
                    case TEXT, ENUMERATION, JSON, BYTES, NATIVE -> false;
                };
    }

    /**
     * Whether all values that are not rejected stay the same: none is rounded, loses a part of itself, or changes its
     * spelling.
     */
    public boolean isExact() {
        var source = TypeFamily.of(from);
        var target = TypeFamily.of(to);
        if (from.equals(to) || onlyLengthens()) {
            return true;
        }
        if (source == NATIVE || target == NATIVE) {
            return false;
        }
        if (!source.becomes(target)) {
            return true; // all are rejected
        }
        if (target == TEXT) {
            return source == TEXT
                    ? from instanceof ColumnType.Char || !(to instanceof ColumnType.Char)
                    : !TypeFamily.isFloating(from);
        }
        if (source == TEXT) {
            // A date has only one spelling; 007 becomes 7, which is spelled differently.
            return target == ENUMERATION || target == BYTES || target == DATE;
        }
        if (isBetweenNumbers()) {
            return isExactBetweenNumbers();
        }
        if (source == INSTANT || source == TIMESTAMP || source == TIME) {
            return (source == target || target == INSTANT) && TypeSize.scale(from) <= TypeSize.scale(to);
        }
        return source != INTEGER || target != TypeFamily.BOOL;
    }

    private boolean isExactBetweenNumbers() {
        if (TypeFamily.isFloating(from)) {
            return from instanceof ColumnType.Real && to instanceof ColumnType.DoublePrecision;
        }
        // The number of decimal digits that a floating-point type always preserves.
        var digits = to instanceof ColumnType.DoublePrecision ? 15 : 6;
        return TypeFamily.isFloating(to)
                ? TypeSize.integerDigits(from) + TypeSize.scale(from) <= digits
                : TypeSize.scale(from) <= TypeSize.scale(to);
    }

    /**
     * Whether every database can tell in SQL which values do not fit, so that only their rows get another value. This
     * is the case for lengths, ranges and lists of values. It excludes the texts that {@link #readsTexts} covers: for
     * those, the user's expression gives each row its text.
     */
    public boolean detectsMisfits() {
        var source = TypeFamily.of(from);
        var target = TypeFamily.of(to);
        if (takesAll() || source == NATIVE) {
            return false;
        }
        return switch (target) {
            case TEXT -> source != BYTES;
            case ENUMERATION -> source == TEXT || source == ENUMERATION;
            case BYTES -> source == BYTES;
            case INTEGER, FRACTION -> isNumber(from) && hasWiderNumber();
            default -> false;
        };
    }

    /**
     * Whether values are rejected for their content rather than for their length or range, and the user's expression
     * can give each row a text that is accepted. Bytes may not be a text at all, and qorm does not know native types.
     */
    public boolean isSpelled() {
        return !takesAll() && !detectsMisfits() && isText(from) && isText(to);
    }

    private static boolean isText(ColumnType type) {
        return TypeFamily.of(type) != BYTES && TypeFamily.of(type) != NATIVE;
    }

    /**
     * The type that a column must have while misfits are replaced: one with room for the values of both types, as the
     * new value may not be valid in the old type. Only for a change that {@link #detectsMisfits} or {@link #isSpelled}.
     */
    public ColumnType wider() {
        var target = TypeFamily.of(to);
        if (isSpelled()) {
            return textOf(Math.max(ROOM_FOR_SPELLED, Math.max(TypeSize.spelled(from), TypeSize.spelled(to))));
        }
        if (TypeFamily.of(from) == target && (target == TEXT || target == BYTES)) {
            return from; // the longer one
        }
        if ((TypeFamily.isFloating(from) && isNumber(to)) || ColumnTypes.widens(to, from)) {
            return from;
        }
        if (isNumber(to)) {
            return new ColumnType.Decimal(TypeSize.integerDigits(from) + widerScale(), widerScale());
        }
        return textOf(Math.max(TypeSize.spelled(from), TypeSize.spelled(to)));
    }

    private static ColumnType textOf(int length) {
        return length == TypeSize.UNLIMITED ? ColumnTypes.text() : ColumnTypes.varchar(length);
    }

    private boolean hasWiderNumber() {
        return TypeFamily.isFloating(from)
                || ColumnTypes.widens(to, from)
                || ColumnTypes.isDecimal(TypeSize.integerDigits(from) + widerScale(), widerScale());
    }

    private int widerScale() {
        return Math.max(TypeSize.scale(from), TypeSize.scale(to));
    }
}
