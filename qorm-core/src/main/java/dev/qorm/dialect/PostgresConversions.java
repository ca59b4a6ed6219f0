package dev.qorm.dialect;

import static dev.qorm.schema.TypeFamily.BOOL;
import static dev.qorm.schema.TypeFamily.BYTES;
import static dev.qorm.schema.TypeFamily.DATE;
import static dev.qorm.schema.TypeFamily.ENUMERATION;
import static dev.qorm.schema.TypeFamily.FRACTION;
import static dev.qorm.schema.TypeFamily.INSTANT;
import static dev.qorm.schema.TypeFamily.INTEGER;
import static dev.qorm.schema.TypeFamily.TEXT;
import static dev.qorm.schema.TypeFamily.TIMESTAMP;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.TypeFamily;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL converts the values of a column to another type.
 *
 * <p>A text is created by {@code ::text} and never by {@code ::varchar(5)}: an explicit cast silently truncates what is
 * too long, while the assignment to the column refuses it. An instant is converted to and from a local time in UTC and
 * not in the session's zone.
 */
final class PostgresConversions {
    private static final Pattern WITH_LENGTH = Pattern.compile(
            "(?i)(?:national\\s+)?(character|char|nchar|bpchar|varchar|bit|varbit)(\\s+varying)?(\\s*\\(\\s*\\d+\\s*\\))?(?![\\w\"])");

    private PostgresConversions() {}

    /**
     * Returns the expression to use, or null if PostgreSQL assigns the values by itself.
     *
     * @param column the column's name in SQL
     * @param type the new type in SQL
     */
    static @Nullable String of(ColumnType fromType, ColumnType toType, String column, String type) {
        if (new TypeChange(fromType, toType).isOutOfReach()) {
            return "case when ('no value of the new type: ' || " + column + "::text)::boolean then null::" + type
                    + " end"; // the error contains the value
        }
        var from = TypeFamily.of(fromType);
        var to = TypeFamily.of(toType);
        if (TimeDigits.areCut(fromType, toType)) {
            var cut = cut(column, TimeDigits.of(toType));
            return from == to ? cut : of(from, to, cut, type);
        }
        if (toType instanceof ColumnType.Varchar varchar && mayHaveMoreBlanks(fromType, varchar.length())) {
            return withoutRoomForBlanks(column, varchar.length());
        }
        if (TypeFamily.isFloating(fromType) && to == INTEGER) {
            return Rounding.ofHalves(column, "trunc(" + column + ")");
        }
        if (TypeFamily.isFloating(fromType) && toType instanceof ColumnType.Decimal) {
            // Its own cast has 6 digits of a real, and 15 of a double; the text has all digits that are needed to
            // identify the value.
            return column + "::text::" + type;
        }
        if (new TypeChange(fromType, toType).readsForms()) {
            return "(case when " + spells(column, toType) + " then " + column
                    + "::text else 'no value of the new type: ' || " + column + "::text end)::" + type;
        }
        return of(from, to, column, toType instanceof ColumnType.Native ? withoutLength(type) : type);
    }

    /**
     * Returns the type for a cast that leaves it to the assignment to refuse what is too long, such as {@code
     * varchar[]} for {@code varchar(16)[]}; a {@code char} and a {@code bit} have the length 1 by default.
     */
    private static String withoutLength(String nativeType) {
        var matcher = WITH_LENGTH.matcher(nativeType);
        if (!matcher.lookingAt()) {
            return nativeType;
        }
        var word = matcher.group(1).toLowerCase(Locale.ROOT);
        var varies = matcher.group(2) != null || word.startsWith("var");
        return (word.contains("bit") ? "varbit" : varies ? "varchar" : "bpchar") + nativeType.substring(matcher.end());
    }

    /**
     * Whether {@code text} has a form of the type, whatever its collation; PostgreSQL itself accepts {@code today} as a
     * date.
     */
    static String spells(String text, ColumnType type) {
        return "(" + text + "::text collate \"C\") ~ '" + TextForms.of(type) + "'";
    }

    /** Special values, such as infinity, are kept. */
    private static String cut(String column, int digits) {
        return "coalesce(" + column + " - mod(extract(microseconds from " + column + ")::bigint, "
                + TimeDigits.power(6 - digits) + ") * interval '1 microsecond', " + column + ")";
    }

    /**
     * A text that becomes longer is not converted: for any expression, PostgreSQL would rewrite all rows and indexes.
     */
    private static boolean mayHaveMoreBlanks(ColumnType type, int length) {
        return type instanceof ColumnType.Text || (type instanceof ColumnType.Varchar old && old.length() > length);
    }

    /** An assignment silently cuts off excess blanks, but refuses them if something follows them. */
    private static String withoutRoomForBlanks(String column, int length) {
        return "case when char_length(" + column + ") > " + length + " then " + column + " || '.' else " + column
                + " end";
    }

    private static @Nullable String of(TypeFamily from, TypeFamily to, String column, String type) {
        if (to == ENUMERATION || !from.becomes(to)) {
            return column + "::text::" + type;
        }
        if (from == to || (from == INTEGER && to == FRACTION) || (from == FRACTION && to == INTEGER)) {
            return null;
        }
        if (to == TEXT) {
            return from == BYTES ? "convert_from(" + column + ", 'UTF8')" : column + "::text";
        }
        if (to == BYTES) {
            return "convert_to(" + column + "::text, 'UTF8')";
        }
        if (from == INSTANT) {
            return "(" + column + " at time zone 'UTC')::" + type;
        }
        if (to == INSTANT && (from == TIMESTAMP || from == DATE)) {
            return column + "::timestamp at time zone 'UTC'";
        }
        if (from == INTEGER && to == BOOL) {
            return column + " <> 0";
        }
        // ::text removes the blanks that pad a char.
        if (from == TEXT) {
            return column + "::text::" + type;
        }
        // There is a cast from boolean to integer, but not to smallint and bigint.
        return column + "::" + (from == BOOL ? "integer" : type);
    }
}
