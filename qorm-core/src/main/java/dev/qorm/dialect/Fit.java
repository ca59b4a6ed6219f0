package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.TypeFamily;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The condition, in SQL, that the value of a column fits another type; unknown for NULL. It applies to a change that
 * {@link TypeChange#detectsMisfits}, for a column of its {@link TypeChange#wider} type, and to one that {@link
 * TypeChange#readsTexts} or {@link #isOfTooManyBytes}; for any other, no value is certain to fit.
 */
final class Fit {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private Fit() {}

    /**
     * Returns the condition. The database compares a value with the constants of an enumeration in the collation that
     * the column gets.
     *
     * @param column the column's name in SQL
     * @param notation that of the database in whose SQL it is
     */
    static String condition(AlterColumn alter, String column, Notation notation) {
        return condition(alter.typeChange(), compared(alter, column, notation), notation);
    }

    /** Returns the column as the database compares it with what it will be. */
    static String compared(AlterColumn alter, String column, Notation notation) {
        return alter.to().type() instanceof ColumnType.Enumeration
                ? notation.exact(notation.compared(column, alter.from(), alter.to()), alter.from())
                : column;
    }

    /**
     * Returns the condition.
     *
     * @param column the column's name in SQL
     * @param notation that of the database in whose SQL it is
     */
    static String condition(TypeChange change, String column, Notation notation) {
        if (!change.detectsMisfits() && !change.readsTexts() && !isOfTooManyBytes(change)) {
            return column + " is null";
        }
        var from = change.from();
        var to = change.to();
        // The blanks that pad a char are ignored, except by H2 and in a column that is not yet a char.
        var text = from instanceof ColumnType.Char || to instanceof ColumnType.Char ? "rtrim(" + column + ")" : column;
        if (to instanceof ColumnType.Json) {
            return json(text, notation);
        }
        if (change.readsTexts()) {
            return spelled(to, text, notation);
        }
        if (to instanceof ColumnType.Enumeration enumeration) {
            return notation.isOneOf(text, enumeration);
        }
        if (to instanceof ColumnType.Binary binary) {
            return "octet_length(" + column + ") <= " + binary.length();
        }
        if (TypeFamily.of(to) != TypeFamily.TEXT) {
            return range(from, to, column);
        }
        var length = to instanceof ColumnType.Varchar varchar ? varchar.length() : ((ColumnType.Char) to).length();
        return notation.characterCount(text) + " <= " + length;
    }

    /**
     * Not all databases support the character with the number 0, which JSON writes as a backslash and {@code u0000}.
     * Two backslashes stand for a backslash, and start no escape.
     */
    private static String json(String text, Notation notation) {
        var escapes = "replace(" + text + ", " + notation.textLiteral("\\\\") + ", '')";
        return notation.isJson(text) + " and replace(" + escapes + ", " + notation.textLiteral("\\u0000") + ", '') = "
                + escapes;
    }

    /** Whether a text is refused because of its length in bytes. */
    static boolean isOfTooManyBytes(TypeChange change) {
        return TypeFamily.of(change.from()) == TypeFamily.TEXT && change.to() instanceof ColumnType.Binary;
    }

    /**
     * Only a number can be compared with others; a text that is none is replaced by a number that is too large. The
     * result of rtrim is not a large object, which H2 does not accept as a number.
     */
    private static String spelled(ColumnType to, String text, Notation notation) {
        var isSpelled = notation.spells(text, to);
        return ColumnTypes.isInteger(to)
                ? "case when " + isSpelled + " then cast(rtrim(" + text + ") as decimal(" + TextForms.digits(to)
                        + ")) when " + text + " is not null then "
                        + greatest(to).add(BigDecimal.ONE)
                        + " end between " + least(to) + " and " + greatest(to)
                : isSpelled;
    }

    /** A rounded value must not exceed the largest number. */
    private static String range(ColumnType from, ColumnType to, String column) {
        var least = least(to);
        var greatest = greatest(to);
        if (ColumnTypes.isInteger(from)) {
            return column + " between " + least.setScale(0, RoundingMode.CEILING) + " and "
                    + greatest.setScale(0, RoundingMode.FLOOR);
        }
        var half = HALF.movePointLeft(greatest.scale());
        return column + " > " + least.subtract(half).toPlainString() + " and " + column + " < "
                + greatest.add(half).toPlainString();
    }

    private static BigDecimal least(ColumnType type) {
        return type instanceof ColumnType.Decimal
                ? greatest(type).negate()
                : greatest(type).negate().subtract(BigDecimal.ONE);
    }

    static BigDecimal greatest(ColumnType type) {
        if (type instanceof ColumnType.Decimal decimal) {
            return new BigDecimal(BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE), decimal.scale());
        }
        if (type instanceof ColumnType.SmallInt) {
            return BigDecimal.valueOf(Short.MAX_VALUE);
        }
        return BigDecimal.valueOf(type instanceof ColumnType.Int ? Integer.MAX_VALUE : Long.MAX_VALUE);
    }
}
