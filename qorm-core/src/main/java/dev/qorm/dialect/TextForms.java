package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.TypeFamily;

/**
 * How a text must spell a value so that it can be converted to a column of another type: in the form in which databases
 * print it, or in a few others that all of them read in the same way. A form that some read and others refuse, or read
 * differently, is not accepted.
 *
 * <p>These are regular expressions that mean the same on H2, PostgreSQL, MariaDB and MySQL: they contain neither
 * backslashes nor quotes. The equivalent for SQLite, which has no regular expressions, is {@link SqliteTextForms}.
 */
public final class TextForms {
    /** The whole text from its first character to its last; a {@code $} alone would accept a line end after it. */
    private static final String WHOLE = "^(%s)(?!.|[^.])";

    /** What all databases read as true, regardless of case. */
    static final String TRUE_WORDS = "'true', 't', 'yes', 'y', '1'";

    static final String FALSE_WORDS = "'false', 'f', 'no', 'n', '0'";

    private static final String BOOL = "[tT]([rR][uU][eE])?|[yY]([eE][sS])?|1|[fF]([aA][lL][sS][eE])?|[nN][oO]?|0";

    private static final String LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";

    /** For the years 1 to 9999. */
    private static final String DAY = "(?!0000)([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
            + "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|" + LEAP_YEAR + "-02-29)";

    private static final String TIME_OF_DAY = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";

    private static final String OFFSET = "(Z|[+-](0[0-9]|1[0-4])(:[0-5][0-9])?)";

    /** The first and the last day must not be in another year in UTC, outside the years 1 to 9999. */
    private static final String WITHIN_YEARS = "(?!9999-12-31[^-]*-[0:]*[1-9])(?!0001-01-01[^+]*[+][0:]*[1-9])";

    private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    /** The number of digits of a second that all databases support. */
    static final int SECOND_DIGITS = 6;

    private TextForms() {}

    /**
     * Returns the expression that the texts of {@code type} match as a whole, regardless of how large an integer is.
     *
     * @param type one to which a change from a text {@link dev.qorm.schema.TypeChange#readsForms}
     */
    static String of(ColumnType type) {
        return WHOLE.formatted(form(type));
    }

    private static String form(ColumnType type) {
        return switch (TypeFamily.of(type)) {
            case BOOL -> BOOL;
            case INTEGER -> "[+-]?0*[0-9]{1," + digits(type) + "}";
            case FRACTION -> type instanceof ColumnType.Decimal decimal ? decimal(decimal) : floating(type);
            case DATE -> DAY;
            case TIME -> TIME_OF_DAY + fraction(type);
            case TIMESTAMP -> dateAndTime(type);
            case INSTANT -> WITHIN_YEARS + dateAndTime(type) + OFFSET;
            case UUID -> UUID;
            case TEXT, ENUMERATION, JSON, BYTES, NATIVE ->
                throw new IllegalArgumentException("a text of " + type + " has any form");
        };
    }

    /**
     * Returns a text that spells a value of the type, as an example for a user whose texts do not.
     *
     * @param type one to which a change from a text {@link dev.qorm.schema.TypeChange#readsTexts}
     */
    public static String example(ColumnType type) {
        return switch (TypeFamily.of(type)) {
            case BOOL -> "true";
            case INTEGER -> "15";
            case FRACTION -> type instanceof ColumnType.Decimal decimal && decimal.scale() == 0 ? "1" : "0.5";
            case DATE -> "2026-01-31";
            case TIME -> "03:04:05";
            case TIMESTAMP -> "2026-01-31 03:04:05";
            case INSTANT -> "2026-01-31 03:04:05+01:00";
            case UUID -> "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
            case JSON -> "{\"a\": 1}";
            case TEXT, ENUMERATION, BYTES, NATIVE ->
                throw new IllegalArgumentException("a text of " + type + " has any form");
        };
    }

    /** Returns how many digits the greatest value of an integer type has. */
    static int digits(ColumnType type) {
        return Fit.greatest(type).precision();
    }

    private static String dateAndTime(ColumnType type) {
        return DAY + "[T ]" + TIME_OF_DAY + fraction(type);
    }

    /** Digits that do not fit the type must be zeros. */
    private static String fraction(ColumnType type) {
        var digits = TimeDigits.of(type);
        return digits == 0
                ? "([.]0{1," + SECOND_DIGITS + "})?"
                : "([.][0-9]{1," + digits + "}0{0," + (SECOND_DIGITS - digits) + "})?";
    }

    private static String decimal(ColumnType.Decimal type) {
        var whole = type.precision() - type.scale();
        return "[+-]?" + (whole == 0 ? "0+" : "0*[0-9]{1," + whole + "}")
                + (type.scale() == 0 ? "([.]0+)?" : "([.][0-9]{1," + type.scale() + "}0*)?");
    }

    /**
     * Up to {@code 9.9e37} and {@code 9.9e307}, and no closer to zero than {@code 1e-37} and {@code 1e-307}: beyond
     * that, some databases return 0 or infinity.
     */
    private static String floating(ColumnType type) {
        var most = mostDigits(type);
        return "[+-]?([0-9]{1," + most + "}([.][0-9]{1," + most + "})?|[1-9]([.][0-9]{1," + MANTISSA + "})?[eE][+-]?"
                + (type instanceof ColumnType.Real ? "([0-2]?[0-9]|3[0-7])" : "([0-2]?[0-9]{1,2}|30[0-7])") + ")";
    }

    /** The maximum number of digits after the point of a floating-point number with an exponent. */
    static final int MANTISSA = 20;

    /**
     * Returns the maximum number of digits before the point, and after it, of a floating-point number without an
     * exponent.
     */
    static int mostDigits(ColumnType type) {
        return type instanceof ColumnType.Real ? 37 : 255;
    }

    /** Returns the greatest exponent. */
    static int exponent(ColumnType type) {
        return type instanceof ColumnType.Real ? 37 : 307;
    }
}
