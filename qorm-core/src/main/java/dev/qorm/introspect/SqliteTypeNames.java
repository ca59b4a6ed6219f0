package dev.qorm.introspect;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.TypeNames;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the name of a type, which SQLite stores as it was written. */
final class SqliteTypeNames {
    /** The type of an enumeration; its values are in a check of its own. */
    static final String ENUMERATION = "enum text";

    private static final Pattern TYPE =
            Pattern.compile("([^(]*?)\\s*(?:\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\))?");

    /** The form in which a column stores values, by the letters of its type ("Datatypes In SQLite", section 3.1). */
    enum Affinity {
        INTEGER,
        TEXT,
        BLOB,
        REAL,
        NUMERIC;

        /** @param name in lower case */
        static Affinity of(String name) {
            if (name.contains("int")) {
                return INTEGER;
            }
            if (name.contains("char") || name.contains("clob") || name.contains("text")) {
                return TEXT;
            }
            if (name.contains("blob") || name.isBlank()) {
                return BLOB;
            }
            return name.contains("real") || name.contains("floa") || name.contains("doub") ? REAL : NUMERIC;
        }
    }

    private SqliteTypeNames() {}

    /**
     * Returns the type of a column.
     *
     * @param name in lower case, with parameters
     * @param values those of an enumeration
     * @param isRowNumber whether the column is another name for the row number, which has 64 bits
     */
    static ColumnType parse(String name, List<String> values, boolean isRowNumber) {
        if (isRowNumber) {
            return ColumnTypes.bigint();
        }
        if (name.equals(ENUMERATION) && !values.isEmpty()) {
            return new ColumnType.Enumeration(values);
        }
        var matcher = TYPE.matcher(name);
        return matcher.matches()
                ? known(name, matcher.group(1), number(matcher.group(2), -1), number(matcher.group(3), 0))
                : byForm(name, -1, 0);
    }

    /**
     * Returns what is lost when a column of this type becomes one of qorm's, or null.
     *
     * @param name in lower case, with parameters
     */
    static @Nullable String loss(String name, ColumnType type) {
        if (name.isBlank()) {
            return "has no type; qorm treats it as a blob, which also accepts any value";
        }
        return type instanceof ColumnType.Decimal decimal && !isWritten(name, decimal)
                ? "has the type '" + name + "'; qorm treats it as " + TypeNames.of(type)
                : null;
    }

    private static boolean isWritten(String name, ColumnType.Decimal type) {
        var matcher = TYPE.matcher(name);
        return matcher.matches()
                && number(matcher.group(2), -1) == type.precision()
                && number(matcher.group(3), 0) == type.scale();
    }

    private static int number(@Nullable String text, int otherwise) {
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private static ColumnType known(String full, String name, int first, int second) {
        var precision = first < 0 || first > ColumnType.MAX_TIME_PRECISION ? ColumnType.MAX_TIME_PRECISION : first;
        return switch (name) {
            case "boolean", "bool" -> ColumnTypes.bool();
            case "tinyint", "smallint", "int2" -> ColumnTypes.smallint();
            case "int", "integer", "mediumint", "int4" -> ColumnTypes.integer();
            case "real" -> ColumnTypes.real();
            case "decimal", "numeric" -> decimal(first, second);
            case "char", "character", "nchar", "native character" ->
                first < 1 ? ColumnTypes.text() : ColumnTypes.character(first);
            case "varchar", "nvarchar", "varying character", "character varying" ->
                first < 1 ? ColumnTypes.text() : ColumnTypes.varchar(first);
            case "date" -> ColumnTypes.date();
            case "time", "time without time zone" -> ColumnTypes.time(precision);
            case "timestamp", "datetime", "timestamp without time zone" -> ColumnTypes.timestamp(precision);
            case "timestamptz", "timestamp with time zone" -> ColumnTypes.timestampWithTimeZone(precision);
            case "uuid text", "uuid" -> ColumnTypes.uuid();
            case "json text", "json" -> ColumnTypes.json();
            case "blob", "binary", "varbinary" -> first < 1 ? ColumnTypes.blob() : ColumnTypes.binary(first);
            default -> byForm(full, first, second);
        };
    }

    private static ColumnType decimal(int precision, int scale) {
        return precision < 1 || precision > 65 || scale > Math.min(precision, 30)
                ? ColumnTypes.decimal(65, 30)
                : ColumnTypes.decimal(precision, scale);
    }

    /** A type that only SQLite has keeps its name if none of qorm's types stores values in the same form. */
    private static ColumnType byForm(String name, int first, int second) {
        return switch (Affinity.of(name)) {
            case INTEGER -> ColumnTypes.bigint();
            case TEXT -> ColumnTypes.text();
            case BLOB -> ColumnTypes.blob();
            case REAL -> ColumnTypes.doublePrecision();
            case NUMERIC -> name.startsWith("num") ? decimal(first, second) : ColumnTypes.nativeType(name);
        };
    }
}
