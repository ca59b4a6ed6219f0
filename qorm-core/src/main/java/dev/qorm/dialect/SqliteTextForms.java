package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.TypeFamily;

/**
 * {@link TextForms} for SQLite, which has no regular expressions, and the values that such texts are converted to:
 * times without trailing zeros, instants in UTC.
 *
 * @param text in SQL
 */
record SqliteTextForms(String text) {
    private static final String DIGIT = "[0-9]";
    private static final String TWO = DIGIT + DIGIT;
    private static final String HEX = "[0-9a-fA-F]";

    /** Whether the text spells a value of {@code type}, one that can be read from texts. */
    String spells(ColumnType type) {
        return switch (TypeFamily.of(type)) {
            case BOOL -> "lower(" + text + ") in (" + TextForms.TRUE_WORDS + ", " + TextForms.FALSE_WORDS + ")";
            // A number that does not fit into 64 bits becomes a floating-point number, which may be equal to the
            // smallest integer.
            case INTEGER ->
                isInteger(text) + " and length(ltrim(" + text + ", '+-0')) <= " + TextForms.digits(type)
                        + " and typeof(cast(" + text + " as numeric)) = 'integer'";
            case FRACTION -> type instanceof ColumnType.Decimal decimal ? isDecimal(decimal) : isFloating(type);
            case DATE -> isDay(text);
            case TIME -> isTime(text, type);
            case TIMESTAMP -> isDateAndTime(text, type);
            case INSTANT -> isInstant(type);
            case UUID ->
                text + " glob '" + HEX.repeat(8) + "-" + (HEX.repeat(4) + "-").repeat(3) + HEX.repeat(12) + "'";
            case TEXT, ENUMERATION, JSON, BYTES, NATIVE ->
                throw new IllegalArgumentException("a text of " + type + " has any form");
        };
    }

    /** Returns what the column gets for a text that spells a value; the column itself converts texts of numbers. */
    String value(ColumnType type) {
        return switch (TypeFamily.of(type)) {
            case BOOL -> "lower(" + text + ") in (" + TextForms.TRUE_WORDS + ")";
            case TIME, TIMESTAMP -> shortest("replace(" + text + ", 'T', ' ')");
            case INSTANT -> shortest(SqliteConversions.utc(withOffset())) + " || '+00:00'";
            case UUID -> "lower(" + text + ")";
            default -> text;
        };
    }

    private static String shortest(String time) {
        return "case when instr(" + time + ", '.') > 0 then rtrim(rtrim(" + time + ", '0'), '.') else " + time + " end";
    }

    /** Whether it begins with a digit, or a sign and a digit, and continues with {@code more}. */
    private static String isNumber(String text, String more) {
        return "(" + text + " glob '[0-9]*' or " + text + " glob '[+-][0-9]*') and substr(" + text
                + ", 2) not glob '*[^" + more + "]*'";
    }

    private static String isInteger(String text) {
        return isNumber(text, "0-9");
    }

    /** With or without a point. */
    private static String isFraction(String text) {
        return isNumber(text, "0-9.") + " and " + text + " not glob '*.*.*' and " + text + " not glob '*.'";
    }

    private static String before(String mark, String text) {
        return "substr(" + text + ", 1, instr(" + text + " || '" + mark + "', '" + mark + "') - 1)";
    }

    /** Returns the text after the mark; empty without a mark. */
    private static String behind(String mark, String text) {
        return "substr(" + text + ", instr(" + text + " || '" + mark + "', '" + mark + "') + 1)";
    }

    private String isDecimal(ColumnType.Decimal type) {
        return isFraction(text) + " and length(ltrim(" + before(".", text) + ", '+-0')) <= "
                + (type.precision() - type.scale()) + " and length(rtrim(" + behind(".", text) + ", '0')) <= "
                + type.scale();
    }

    private String isFloating(ColumnType type) {
        var number = "lower(" + text + ")";
        var mantissa = before("e", number);
        var exponent = behind("e", number);
        var most = TextForms.mostDigits(type);
        var greatest = TextForms.exponent(type);
        return isFraction(mantissa) + " and case when instr(" + number + ", 'e') = 0 then length(ltrim("
                + before(".", mantissa) + ", '+-')) <= " + most + " and length(" + behind(".", mantissa) + ") <= "
                + most
                + " else ltrim(" + before(".", mantissa) + ", '+-') glob '[1-9]' and length(" + behind(".", mantissa)
                + ") <= " + TextForms.MANTISSA + " and " + isInteger(exponent) + " and length(ltrim(" + exponent
                + ", '+-')) <= " + String.valueOf(greatest).length() + " and abs(cast(" + exponent + " as integer)) <= "
                + greatest + " end";
    }

    private static String isDay(String text) {
        return text + " glob '" + DIGIT.repeat(4) + "-" + TWO + "-" + TWO + "' and " + text + " is "
                + SqliteTimes.date(text) + " and " + text + " >= '0001'";
    }

    private static String isTime(String text, ColumnType type) {
        var seconds = "substr(" + text + ", 1, 8)";
        var fraction = "substr(" + text + ", 9)";
        return seconds + " glob '" + TWO + ":" + TWO + ":" + TWO + "' and " + seconds + " is "
                + SqliteTimes.time(seconds) + " and "
                + SqliteFit.isFraction(fraction) + " and length(" + fraction + ") <= " + (1 + TextForms.SECOND_DIGITS)
                + " and length(rtrim(" + fraction + ", '0')) <= " + (1 + TimeDigits.of(type));
    }

    private static String isDateAndTime(String text, ColumnType type) {
        return isDay("substr(" + text + ", 1, 10)") + " and substr(" + text + ", 11, 1) in ('T', ' ') and "
                + isTime("substr(" + text + ", 12)", type);
    }

    /** Returns the text with hours and minutes of the offset after the time. */
    private String withOffset() {
        return "replace(" + text + " || case when " + text + " glob '*[+-]" + TWO + "' then ':00' else '' end, 'Z',"
                + " '+00:00')";
    }

    private String isInstant(ColumnType type) {
        var full = withOffset();
        var offset = "substr(" + full + ", -6)";
        var zone = "substr(" + full + ", -5)";
        return offset + " glob '[+-][01]" + DIGIT + ":[0-5]" + DIGIT + "' and " + zone + " < '15' and "
                + isDateAndTime("substr(" + full + ", 1, length(" + full + ") - 6)", type) + " and not (" + text
                + " glob '9999-12-31*' and " + offset + " glob '-*' and " + zone + " <> '00:00') and not (" + text
                + " glob '0001-01-01*' and " + offset + " glob '+*' and " + zone + " <> '00:00')";
    }
}
