package dev.qorm.dialect;

import static dev.qorm.schema.TypeFamily.BOOL;
import static dev.qorm.schema.TypeFamily.ENUMERATION;
import static dev.qorm.schema.TypeFamily.INSTANT;
import static dev.qorm.schema.TypeFamily.INTEGER;
import static dev.qorm.schema.TypeFamily.NATIVE;
import static dev.qorm.schema.TypeFamily.TEXT;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.TypeFamily;
import dev.qorm.schema.TypeNames;
import org.jspecify.annotations.Nullable;

/**
 * What a change of type needs on MySQL and MariaDB in addition to the change itself, which refuses what it cannot
 * convert but invents many values: the text {@code 2} would become the second value of an enumeration, {@code 1e3} an
 * integer, a time a moment of today.
 *
 * <p>Each statement can be repeated without harm.
 *
 * @param via the type that the column has in between, or null
 * @param guard the condition that all values must meet before they are converted, or null
 * @param before an assignment to the column and its condition, run before the type changes, or null
 * @param after the same, run after
 */
record MySqlConversion(
        @Nullable ColumnType via,
        @Nullable String guard,
        @Nullable Update before,
        @Nullable Update after) {
    private static final MySqlConversion PLAIN = new MySqlConversion(null, null, null, null);

    private static final int LONGEST = 60;

    /** Leaves room for the name of a column before it. */
    private static final int LONGEST_REASON = 40;

    /** Enough for the text of an instant with its offset. */
    private static final int LONG_ENOUGH = 64;

    private static final String OFFSET = "'[+-][0-9]{2}:[0-9]{2}$'";

    private static final String IN_UTC = "^[0-9]{14}[.][0-9]{6}$";

    /**
     * Rows that get another value.
     *
     * @param value an expression
     * @param where which rows
     */
    record Update(String value, String where) {}

    /**
     * Returns the conversion of a column.
     *
     * @param column the column's name in SQL
     * @param notation writes texts, and conditions over them, in SQL
     */
    static MySqlConversion of(ColumnType fromType, ColumnType toType, String column, Notation notation) {
        var from = TypeFamily.of(fromType);
        var to = TypeFamily.of(toType);
        if (from == NATIVE || to == NATIVE) {
            return ofNative(from, toType, column, notation);
        }
        if (!from.becomes(to)) {
            // Whatever MySQL converted a value to would be an invention.
            return new MySqlConversion(ColumnTypes.character(36), column + " is null", null, null);
        }
        if (from == TEXT && to != TEXT) {
            return ofText(fromType, toType, column, notation);
        }
        if (fromType instanceof ColumnType.Text && toType instanceof ColumnType.Varchar varchar) {
            return guarded("char_length(" + column + ") <= " + varchar.length()); // blanks would be cut off
        }
        if (TypeFamily.isFloating(fromType) && to == INTEGER) {
            var whole = "truncate(" + column + ", 0)";
            return new MySqlConversion(
                    null, null, new Update(Rounding.rounded(column, whole), Rounding.isHalf(column, whole)), null);
        }
        if (from == INTEGER && to == BOOL) {
            return new MySqlConversion(null, null, new Update(column + " <> 0", column + " not in (0, 1)"), null);
        }
        if (from == BOOL && to == TEXT) {
            return new MySqlConversion(
                    null,
                    null,
                    null,
                    new Update("case " + column + " when '1' then 'true' else 'false' end", column + " in ('0', '1')"));
        }
        if (from == INSTANT && to == TEXT) {
            return new MySqlConversion(
                    null, null, null, new Update("concat(" + column + ", '+00:00')", column + " not regexp " + OFFSET));
        }
        if (from == ENUMERATION && to == ENUMERATION && !ColumnTypes.widens(fromType, toType)) {
            return guarded(notation.isOneOf(column, (ColumnType.Enumeration) toType));
        }
        return PLAIN;
    }

    /**
     * Nothing is known about types that only this database has: it converts values, or refuses those that it cannot
     * convert. But the values of an enumeration are converted as texts, and not by their position in the list.
     */
    private static MySqlConversion ofNative(TypeFamily from, ColumnType toType, String column, Notation notation) {
        var between = ColumnTypes.varchar(MySqlLimits.MAX_ENUMERATED);
        if (toType instanceof ColumnType.Enumeration enumeration) {
            return new MySqlConversion(between, notation.isOneOf(column, enumeration), null, null);
        }
        return from == ENUMERATION && !Collations.isText(toType)
                ? new MySqlConversion(between, null, null, null)
                : PLAIN;
    }

    private static MySqlConversion guarded(String condition) {
        return new MySqlConversion(null, condition, null, null);
    }

    private static MySqlConversion ofText(ColumnType fromType, ColumnType toType, String column, Notation notation) {
        var to = TypeFamily.of(toType);
        if (toType instanceof ColumnType.Enumeration enumeration) {
            return guarded(notation.isOneOf(column, enumeration));
        }
        var change = new TypeChange(fromType, toType);
        if (!change.readsForms()) {
            return PLAIN;
        }
        var isSpelled = Fit.condition(change, column, notation);
        if (to == BOOL) {
            return new MySqlConversion(
                    null,
                    isSpelled,
                    new Update(
                            "lower(" + column + ") in (" + TextForms.TRUE_WORDS + ")", column + " not in ('0', '1')"),
                    null);
        }
        return to == INSTANT ? ofInstant(fromType, column, isSpelled) : guarded(isSpelled);
    }

    /**
     * Whether {@code text} has a form of the type, regardless of its collation and the server's settings for case and
     * line ends.
     */
    static String spells(String text, ColumnType type) {
        return text + " regexp '(?-im)" + TextForms.of(type) + "'";
    }

    /**
     * Neither database reads an offset, or at least not as one from UTC. So the guard must accept the texts that are
     * already converted to UTC; if a text had this form before, the UPDATE fails.
     */
    private static MySqlConversion ofInstant(ColumnType from, String column, String isSpelled) {
        var full =
                "replace(concat(" + column + ", if(" + column + " regexp '[+-][0-9]{2}$', ':00', '')), 'Z', '+00:00')";
        var local = "cast(left(" + full + ", char_length(" + full + ") - 6) as datetime(6))";
        var offset = "replace(right(" + full + ", 6), '+', '')";
        var inUtc = "date_format(subtime(" + local + ", " + offset + "), '%Y%m%d%H%i%s.%f')";
        return new MySqlConversion(
                isShort(from) ? ColumnTypes.varchar(LONG_ENOUGH) : null,
                isSpelled + " or " + column + " regexp '" + IN_UTC + "'",
                new Update(
                        "case when " + isSpelled + " then " + inUtc + " else cast(concat('no value of the new type: ', "
                                + column + ") as datetime) end",
                        column + " is not null"),
                null);
    }

    private static boolean isShort(ColumnType type) {
        return (type instanceof ColumnType.Varchar varchar && varchar.length() < LONG_ENOUGH)
                || (type instanceof ColumnType.Char character && character.length() < LONG_ENOUGH);
    }

    /** Returns the name of the guard, which the database shows when it refuses a value. */
    static String guardName(String column, ColumnType from, ColumnType to) {
        var text = kind(from) + " is no " + kind(to);
        return named(column, text.length() <= LONGEST_REASON ? text : "no " + kind(to));
    }

    /**
     * Returns a name that consists of the name of a column and of what is wrong with it, in a length that the database
     * accepts; the reason is not cut.
     */
    static String named(String column, String reason) {
        return cut(cut(column, Math.max(1, LONGEST - 2 - reason.length())) + ": " + reason);
    }

    private static String kind(ColumnType type) {
        return type instanceof ColumnType.Enumeration ? "value of the enumeration" : TypeNames.of(type);
    }

    private static String cut(String name) {
        return cut(name, LONGEST);
    }

    private static String cut(String name, int length) {
        var end = name.offsetByCodePoints(0, Math.min(length, name.codePointCount(0, name.length())));
        return name.substring(0, end).strip();
    }
}
