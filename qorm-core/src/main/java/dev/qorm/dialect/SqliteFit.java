package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.SqlText;
import java.util.stream.Collectors;

/**
 * The condition that a value in a column of SQLite belongs to the column's type. SQLite itself accepts any value in any
 * column; after a change of the type, this finds the values that could not be converted.
 *
 * @param value the value in SQL; NULL fits every type
 */
record SqliteFit(String value) implements ColumnType.Visitor<String> {
    private String is(String storage) {
        return "typeof(" + value + ") = '" + storage + "'";
    }

    private String between(Number least, Number most) {
        return is("integer") + " and " + value + " between " + least + " and " + most;
    }

    private String limited(String storage, int length) {
        return is(storage) + " and length(" + value + ") <= " + length;
    }

    /** Whether the text is empty, or a point and digits. */
    static String isFraction(String text) {
        return "(" + text + " = '' or " + text + " glob '.[0-9]*' and substr(" + text + ", 2) not glob '*[^0-9]*')";
    }

    /** For NULL, versions up to 3.39 say that it is not valid JSON. */
    static String isJson(String text) {
        return "(" + text + " is null or json_valid(" + text + "))";
    }

    private static String isDateAndTime(String text) {
        return "replace(substr(" + text + ", 1, 19), 'T', ' ') is "
                + SqliteTimes.dateTime("substr(" + text + ", 1, 19)");
    }

    @Override
    public String visit(ColumnType.Bool type) {
        return value + " in (0, 1)";
    }

    @Override
    public String visit(ColumnType.SmallInt type) {
        return between(Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public String visit(ColumnType.Int type) {
        return between(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public String visit(ColumnType.BigInt type) {
        return is("integer");
    }

    @Override
    public String visit(ColumnType.Real type) {
        return is("real");
    }

    @Override
    public String visit(ColumnType.DoublePrecision type) {
        return is("real");
    }

    @Override
    public String visit(ColumnType.Decimal type) {
        // The smallest integer has no absolute value, and round cannot return the largest one.
        var limit = "1e" + (type.precision() - type.scale());
        return "typeof(" + value + ") in ('integer', 'real') and " + value + " > -" + limit + " and " + value + " < "
                + limit + " and (typeof(" + value + ") = 'integer' or " + value + " = round(" + value + ", "
                + type.scale() + "))";
    }

    @Override
    public String visit(ColumnType.Char type) {
        return limited("text", type.length());
    }

    @Override
    public String visit(ColumnType.Varchar type) {
        return limited("text", type.length());
    }

    @Override
    public String visit(ColumnType.Text type) {
        return is("text");
    }

    @Override
    public String visit(ColumnType.Enumeration type) {
        return value + type.values().stream().map(SqlText::constant).collect(Collectors.joining(", ", " in (", ")"));
    }

    @Override
    public String visit(ColumnType.Date type) {
        return value + " is " + SqliteTimes.date(value);
    }

    @Override
    public String visit(ColumnType.Time type) {
        var seconds = "substr(" + value + ", 1, 8)";
        return seconds + " is " + SqliteTimes.time(seconds) + " and " + isFraction("substr(" + value + ", 9)");
    }

    @Override
    public String visit(ColumnType.Timestamp type) {
        return isDateAndTime(value) + " and " + isFraction("substr(" + value + ", 20)");
    }

    @Override
    public String visit(ColumnType.TimestampWithTimeZone type) {
        var offset = "replace(" + value + ", 'Z', '+00:00')";
        return isDateAndTime(offset) + " and substr(" + offset + ", -6) glob '[+-][0-9][0-9]:[0-9][0-9]' and "
                + isFraction("substr(" + offset + ", 20, length(" + offset + ") - 25)");
    }

    @Override
    public String visit(ColumnType.Uuid type) {
        var digit = "[0-9a-fA-F]";
        var pattern = digit.repeat(8) + "-" + (digit.repeat(4) + "-").repeat(3) + digit.repeat(12);
        return value + " glob '" + pattern + "'";
    }

    @Override
    public String visit(ColumnType.Json type) {
        return isJson(value);
    }

    @Override
    public String visit(ColumnType.Binary type) {
        return limited("blob", type.length());
    }

    @Override
    public String visit(ColumnType.Blob type) {
        return is("blob");
    }

    @Override
    public String visit(ColumnType.Native type) {
        return "true"; // only the database knows which values it has
    }
}
