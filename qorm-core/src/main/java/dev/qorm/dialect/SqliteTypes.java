package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;

/**
 * The names of types on SQLite. SQLite keeps a name as it is written, and derives from its letters the form in which
 * values are stored ("Datatypes In SQLite", section 3.1): INT means an integer, CHAR, CLOB or TEXT a text, BLOB
 * anything unchanged, REAL, FLOA or DOUB a floating-point number, and everything else a number if the value spells one.
 *
 * <p>So UUID and JSON types also contain {@code text}: otherwise {@code 1e5} would become 100000. Dates and times do
 * not need this, because none spells a number. An integer is an {@code int}: a primary key over an {@code integer}
 * would be the row number, which is incremented.
 */
final class SqliteTypes implements ColumnType.Visitor<String> {
    static final SqliteTypes INSTANCE = new SqliteTypes();

    /** The type of an enumeration; its values are in a check. */
    static final String ENUMERATION = "enum text";

    /** The required type of an auto-increment column. */
    static final String COUNTED = "integer";

    private SqliteTypes() {}

    @Override
    public String visit(ColumnType.Bool type) {
        return "boolean";
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
        return "real";
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
        return "text";
    }

    @Override
    public String visit(ColumnType.Enumeration type) {
        return ENUMERATION;
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
        return "timestamp(" + type.precision() + ")";
    }

    @Override
    public String visit(ColumnType.TimestampWithTimeZone type) {
        return "timestamptz(" + type.precision() + ")";
    }

    @Override
    public String visit(ColumnType.Uuid type) {
        return "uuid text";
    }

    @Override
    public String visit(ColumnType.Json type) {
        return "json text";
    }

    @Override
    public String visit(ColumnType.Binary type) {
        return "blob(" + type.length() + ")";
    }

    @Override
    public String visit(ColumnType.Blob type) {
        return "blob";
    }

    @Override
    public String visit(ColumnType.Native type) {
        return type.name();
    }
}
