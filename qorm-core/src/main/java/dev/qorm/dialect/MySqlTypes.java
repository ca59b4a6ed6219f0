package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;
import java.util.stream.Collectors;

/**
 * The names of types on MySQL and MariaDB.
 *
 * <p>A date and time is a {@code datetime} and never a {@code timestamp}, which ends in 2038 and is converted from and
 * to the session's time zone; an instant is a date and time in UTC. A UUID is a text in a character set that nothing
 * else has, by which it is recognized; MariaDB has a type for it.
 */
class MySqlTypes implements ColumnType.Visitor<String> {
    @Override
    public String visit(ColumnType.Bool type) {
        return "tinyint(1)";
    }

    @Override
    public String visit(ColumnType.SmallInt type) {
        return "smallint";
    }

    @Override
    public String visit(ColumnType.Int type) {
        return "int";
    }

    @Override
    public String visit(ColumnType.BigInt type) {
        return "bigint";
    }

    @Override
    public String visit(ColumnType.Real type) {
        return "float";
    }

    @Override
    public String visit(ColumnType.DoublePrecision type) {
        return "double";
    }

    @Override
    public String visit(ColumnType.Decimal type) {
        return "decimal(" + type.precision() + ", " + type.scale() + ")";
    }

    @Override
    public String visit(ColumnType.Char type) {
        return "char(" + type.length() + ")";
    }

    @Override
    public String visit(ColumnType.Varchar type) {
        return "varchar(" + type.length() + ")";
    }

    @Override
    public String visit(ColumnType.Text type) {
        return "longtext";
    }

    @Override
    public String visit(ColumnType.Enumeration type) {
        return type.values().stream()
                .map(value -> "'" + value.replace("\\", "\\\\").replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "enum(", ")"));
    }

    @Override
    public String visit(ColumnType.Date type) {
        return "date";
    }

    @Override
    public String visit(ColumnType.Time type) {
        return "time(" + type.precision() + ")";
    }

    @Override
    public String visit(ColumnType.Timestamp type) {
        return "datetime(" + type.precision() + ")";
    }

    @Override
    public String visit(ColumnType.TimestampWithTimeZone type) {
        return "datetime(" + type.precision() + ")";
    }

    @Override
    public String visit(ColumnType.Uuid type) {
        return "char(36) character set ascii";
    }

    @Override
    public String visit(ColumnType.Json type) {
        return "json";
    }

    @Override
    public String visit(ColumnType.Binary type) {
        return "varbinary(" + type.length() + ")";
    }

    @Override
    public String visit(ColumnType.Blob type) {
        return "longblob";
    }

    @Override
    public String visit(ColumnType.Native type) {
        return type.name();
    }
}
