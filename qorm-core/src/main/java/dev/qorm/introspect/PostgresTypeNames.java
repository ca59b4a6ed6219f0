package dev.qorm.introspect;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import java.util.regex.Pattern;

/** Parses the name of a type as {@code format_type} of PostgreSQL writes it. */
final class PostgresTypeNames {
    private static final Pattern TYPE =
            Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:,(\\d+))?\\))?( with(?:out)? time zone)?");

    private PostgresTypeNames() {}

    /** Returns the type of a column that is not an enumeration; one that only PostgreSQL has keeps its name. */
    static ColumnType parse(String name) {
        var matcher = TYPE.matcher(name);
        if (!matcher.matches()) {
            return ColumnTypes.nativeType(name);
        }
        var first = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
        var second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        var precision = first < 0 ? ColumnType.MAX_TIME_PRECISION : first;
        var base = matcher.group(1) + (matcher.group(4) == null ? "" : matcher.group(4));
        return switch (base) {
            case "boolean" -> ColumnTypes.bool();
            case "smallint" -> ColumnTypes.smallint();
            case "integer" -> ColumnTypes.integer();
            case "bigint" -> ColumnTypes.bigint();
            case "real" -> ColumnTypes.real();
            case "double precision" -> ColumnTypes.doublePrecision();
            case "numeric" ->
                ColumnTypes.isDecimal(first, second)
                        ? ColumnTypes.decimal(first, second)
                        : ColumnTypes.nativeType(name);
            case "character" -> first < 0 ? ColumnTypes.nativeType("bpchar") : ColumnTypes.character(first);
            // Without a limit, it is the same as text except for its name ("Character Types" in the manual).
            case "character varying" -> first < 0 ? ColumnTypes.text() : ColumnTypes.varchar(first);
            case "text" -> ColumnTypes.text();
            case "date" -> ColumnTypes.date();
            case "time without time zone" -> ColumnTypes.time(precision);
            case "timestamp without time zone" -> ColumnTypes.timestamp(precision);
            case "timestamp with time zone" -> ColumnTypes.timestampWithTimeZone(precision);
            case "uuid" -> ColumnTypes.uuid();
            case "jsonb" -> ColumnTypes.json();
            case "bytea" -> ColumnTypes.blob();
            default -> ColumnTypes.nativeType(name);
        };
    }
}
