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

/**
 * What becomes of the values of a column when its type changes.
 *
 * @param from the type before
 * @param to the type after
 */
public record TypeChange(ColumnType from, ColumnType to) {
    /** A text of an instant with its offset has room in it, with blanks around it. */
    private static final int ROOM_FOR_SPELLED = 64;

    /**
     * Whether no value can be refused: each has its place in the new type, be it rounded or without a part of it. Only
     * the greatest of the floating-point numbers may be too great for a shorter one.
     */
    public boolean takesAll() {
        var source = TypeFamily.of(from);
        var target = TypeFamily.of(to);
        if (from.equals(to)) {
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
            // 9.95 has one digit before the point, and two when it is rounded to 10.0.
            var room = TypeSize.integerDigits(to) - TypeSize.integerDigits(from);
            return room > 0 || (room == 0 && TypeSize.scale(from) <= TypeSize.scale(to));
        }
        return ColumnTypes.isInteger(from)
                ? TypeSize.integerDigits(from) <= TypeSize.integerDigits(to)
                : TypeSize.integerDigits(from) < TypeSize.integerDigits(to);
    }

    /**
     * Whether no value of the old type becomes one of the new, whatever it spells: every database refuses all but NULL. A
     * number may be a day to some, an epoch second to others, and the place of a value of an enumeration.
     */
    public boolean isOutOfReach() {
        var source = TypeFamily.of(from);
        var target = TypeFamily.of(to);
        return source != NATIVE && target != NATIVE && !source.becomes(target);
    }

    /** Whether a text becomes what it spells, and every database can tell in SQL which texts spell a value. */
    public boolean readsTexts() {
        return readsForms() || (TypeFamily.of(from) == TEXT && TypeFamily.of(to) == JSON);
    }

    /**
     * Whether a text becomes what it spells in one form, the same on every database: a number, a bool, a day, a time or a
     * UUID. JSON is no form, and what spells bytes is for the database to tell.
     */
    public boolean readsForms() {
        return TypeFamily.of(from) == TEXT
                && switch (TypeFamily.of(to)) {
                    case BOOL, INTEGER, FRACTION, DATE, TIME, TIMESTAMP, INSTANT, UUID -> true;
                    case TEXT, ENUMERATION, JSON, BYTES, NATIVE -> false;
                };
    }

    /**
     * Whether all values that are not refused are what they were: none is rounded, loses a part of itself or how it was
     * written.
     */
    public boolean isExact() {
        var source = TypeFamily.of(from);
        var target = TypeFamily.of(to);
        if (from.equals(to)) {
            return true;
        }
        if (source == NATIVE || target == NATIVE) {
            return false;
        }
        if (!source.becomes(target)) {
            return true; // all are refused
        }
        if (target == TEXT) {
            return source == TEXT
                    ? from instanceof ColumnType.Char || !(to instanceof ColumnType.Char)
                    : !TypeFamily.isFloating(from);
        }
        if (source == TEXT) {
            // A day is written in one way only; 007 is a 7, but it is written in another way.
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
        // A floating-point number has so many digits for sure.
        var digits = to instanceof ColumnType.DoublePrecision ? 15 : 6;
        return TypeFamily.isFloating(to)
                ? TypeSize.integerDigits(from) + TypeSize.scale(from) <= digits
                : TypeSize.scale(from) <= TypeSize.scale(to);
    }

    /**
     * Whether every database can tell in SQL which values do not fit, so that their rows can get another and all else stays.
     * That is so for lengths, ranges and lists of values. For texts that become what they spell, it is not what
     * {@link #readsTexts} says: a person's expression gives each row its text.
     */
    public boolean tellsMisfits() {
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
     * Whether values are refused for what they spell, and not for their length or range, and a person's expression can give
     * each row a text that is not refused. Bytes may be no text at all, and of a type of the database nothing is known.
     */
    public boolean isSpelled() {
        return !takesAll() && !tellsMisfits() && isText(from) && isText(to);
    }

    private static boolean isText(ColumnType type) {
        return TypeFamily.of(type) != BYTES && TypeFamily.of(type) != NATIVE;
    }

    /**
     * The type that a column has to have while its misfits are replaced: one with room for the values of both types, as
     * the new value may be none of the old type. Only for a change that {@link #tellsMisfits} or {@link #isSpelled}.
     */
    public ColumnType wider() {
        var target = TypeFamily.of(to);
        if (isSpelled()) {
            return textOf(Math.max(ROOM_FOR_SPELLED, Math.max(TypeSize.spelled(from), TypeSize.spelled(to))));
        }
        if (TypeFamily.of(from) == target && (target == TEXT || target == BYTES)) {
            return from; // it is the longer one
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
