package dev.qorm.introspect;

import dev.qorm.dialect.H2Names;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the catalog of H2, {@code INFORMATION_SCHEMA} ("Information Schema" in its documentation). Its names are
 * written as H2 stores them: with {@code DATABASE_TO_UPPER=FALSE}, it accepts no others.
 */
final class H2Introspection {
    private static final String NOT_FOUND =
            "has a name in lower case, which H2 does not find because qorm writes it without quotes; ";

    /** Local temporary tables belong to this session, and qorm has none while it reads. */
    private static final String TABLES = """
            SELECT TABLE_NAME, REMARKS, TABLE_TYPE FROM INFORMATION_SCHEMA.TABLES
            WHERE TABLE_SCHEMA = CURRENT_SCHEMA
            ORDER BY TABLE_NAME
            """;

    private static final String COLUMNS = """
            SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE,
                   DATETIME_PRECISION, IS_NULLABLE, COLUMN_DEFAULT, IS_IDENTITY, IS_GENERATED, GENERATION_EXPRESSION,
                   REMARKS, DTD_IDENTIFIER, DOMAIN_NAME, IDENTITY_GENERATION,
                   DATA_TYPE_SQL(TABLE_SCHEMA, TABLE_NAME, 'TABLE', DTD_IDENTIFIER), IDENTITY_START,
                   IDENTITY_INCREMENT, COLUMN_ON_UPDATE, IS_VISIBLE
            FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = CURRENT_SCHEMA
            ORDER BY TABLE_NAME, ORDINAL_POSITION
            """;

    private static final String ENUMERATIONS = """
            SELECT OBJECT_NAME, ENUM_IDENTIFIER, VALUE_NAME FROM INFORMATION_SCHEMA.ENUM_VALUES
            WHERE OBJECT_SCHEMA = CURRENT_SCHEMA AND OBJECT_TYPE = 'TABLE'
            ORDER BY OBJECT_NAME, ENUM_IDENTIFIER, VALUE_ORDINAL
            """;

    private final Catalog catalog;

    private final FoundTables found = new FoundTables();

    private final Map<List<String>, List<String>> enumerations = new HashMap<>();
    private final H2Expressions expressions = new H2Expressions();
    /** By the name of the table as H2 stores it. */
    private final List<Map.Entry<String, Column>> columns = new ArrayList<>();

    /**
     * Whether names without quotes are stored in upper case, which is the case unless DATABASE_TO_UPPER or the like is
     * set.
     */
    private boolean isFolding;

    H2Introspection(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Reads the catalog table by table, and joins the tables here: H2 joins them row by row, which takes minutes for
     * a thousand tables.
     */
    FoundTables read() throws SQLException {
        var database = catalog.connection().getMetaData();
        isFolding = database.storesUpperCaseIdentifiers() && !database.storesMixedCaseQuotedIdentifiers();
        catalog.query(TABLES, this::table);
        catalog.query(
                ENUMERATIONS,
                row -> list(enumerations, List.of(row.getString(1), row.getString(2)))
                        .add(row.getString(3)));
        catalog.query(COLUMNS, this::column);
        columns.forEach(each -> found.add(name(each.getKey()), withExpression(each.getKey(), each.getValue())));
        var indexes = new H2Indexes(catalog, found);
        indexes.readColumns();
        new H2Keys(catalog, found, indexes, expressions).read();
        indexes.read();
        return found;
    }

    private void table(ResultSet row) throws SQLException {
        var stored = row.getString(1);
        var kind = row.getString(3);
        if (!kind.equals("BASE TABLE") && !kind.equals("LOCAL TEMPORARY")) {
            found.otherThanPlainTable(name(stored), "a " + kind.toLowerCase(Locale.ROOT));
            return;
        }
        found.table(name(stored), row.getString(2));
        if (isFolding && H2Names.isPlain(stored)) {
            found.remark(
                    name(stored),
                    "table",
                    NOT_FOUND + "alter table " + SqlText.quoted(stored) + " rename to "
                            + SqlText.quoted(stored.toUpperCase(Locale.ROOT)));
        }
    }

    private static <K, V> List<V> list(Map<K, List<V>> lists, K key) {
        return lists.computeIfAbsent(key, unused -> new ArrayList<>());
    }

    /**
     * Returns the name in a schema. H2 stores a name that was written without quotes in upper case; such a name is in
     * lower case in a schema.
     */
    static String name(String stored) {
        var folded = stored.toLowerCase(Locale.ROOT);
        return stored.equals(folded.toUpperCase(Locale.ROOT)) && H2Names.isPlain(folded) ? folded : stored;
    }

    private void column(ResultSet row) throws SQLException {
        var column = name(row.getString(2));
        var isCounted = "YES".equals(row.getString(10));
        var type = type(row);
        type = isCounted && !ColumnTypes.isInteger(type) ? nativeType(row) : type;
        var isGenerated = "ALWAYS".equals(row.getString(11));
        expressions.column(row.getString(1), row.getString(2));
        columns.add(Map.entry(
                row.getString(1),
                new Column(
                        column,
                        type,
                        "YES".equals(row.getString(8)),
                        isGenerated ? null : Literals.parse(column, type, row.getString(9)),
                        isCounted,
                        isGenerated ? row.getString(12) : null,
                        row.getString(13))));
        remarks(row, name(row.getString(1)), "column " + column);
    }

    /** A computed column may read those that come after it. */
    private Column withExpression(String table, Column column) {
        var text = column.generatedAs();
        return text == null ? column : column.generatedAs(expressions.of(table, text));
    }

    private void remarks(ResultSet row, String table, String part) throws SQLException {
        var stored = row.getString(2);
        if (isFolding && H2Names.isPlain(stored)) {
            found.remark(
                    table,
                    part,
                    NOT_FOUND + "alter table " + SqlText.quoted(row.getString(1)) + " alter column "
                            + SqlText.quoted(stored) + " rename to " + SqlText.quoted(stored.toUpperCase(Locale.ROOT)));
        }
        if (row.getString(15) != null) {
            found.remark(
                    table,
                    part,
                    "has the domain " + row.getString(15) + " as its type; qorm treats it as " + row.getString(17));
        }
        if ("ALWAYS".equals(row.getString(16))) {
            found.remark(table, part, "is generated always as identity; qorm treats it as generated by default");
        }
        if ("YES".equals(row.getString(10))) {
            found.counted(table, part, row.getLong(18), row.getLong(19));
        }
        if (row.getString(20) != null) {
            found.remark(table, part, "is set to " + row.getString(20) + " on update; qorm ignores that");
        }
        if (!row.getBoolean(21)) {
            found.remark(table, part, "is invisible; qorm treats it as visible");
        }
    }

    private ColumnType type(ResultSet row) throws SQLException {
        var length = (int) Math.min(Math.max(row.getLong(4), 1), Integer.MAX_VALUE);
        // In lower case if DATABASE_TO_LOWER is set.
        return switch (row.getString(3).toUpperCase(Locale.ROOT)) {
            case "BOOLEAN" -> ColumnTypes.bool();
            case "SMALLINT" -> ColumnTypes.smallint();
            case "INTEGER" -> ColumnTypes.integer();
            case "BIGINT" -> ColumnTypes.bigint();
            case "REAL" -> ColumnTypes.real();
            case "DOUBLE PRECISION" -> ColumnTypes.doublePrecision();
            case "NUMERIC", "DECIMAL" ->
                ColumnTypes.isDecimal(row.getInt(5), row.getInt(6))
                        ? ColumnTypes.decimal(row.getInt(5), row.getInt(6))
                        : nativeType(row);
            case "CHARACTER" -> ColumnTypes.character(length);
            case "CHARACTER VARYING" -> ColumnTypes.varchar(length);
            case "ENUM" ->
                ColumnTypes.enumeration(list(enumerations, List.of(row.getString(1), row.getString(14)))
                        .toArray(new String[0]));
            case "DATE" -> ColumnTypes.date();
            case "TIME" -> isFine(row) ? nativeType(row) : ColumnTypes.time(row.getInt(7));
            case "TIMESTAMP" -> isFine(row) ? nativeType(row) : ColumnTypes.timestamp(row.getInt(7));
            case "TIMESTAMP WITH TIME ZONE" ->
                isFine(row) ? nativeType(row) : ColumnTypes.timestampWithTimeZone(row.getInt(7));
            case "UUID" -> ColumnTypes.uuid();
            case "JSON" -> ColumnTypes.json();
            case "BINARY VARYING" -> ColumnTypes.binary(length);
            case "CHARACTER LARGE OBJECT" -> isUnlimited(row) ? ColumnTypes.text() : nativeType(row);
            case "BINARY LARGE OBJECT" -> isUnlimited(row) ? ColumnTypes.blob() : nativeType(row);
            default -> nativeType(row);
        };
    }

    private static ColumnType nativeType(ResultSet row) throws SQLException {
        return ColumnTypes.nativeType(row.getString(17));
    }

    /** Whether a time has more digits of a second than qorm's types. */
    private static boolean isFine(ResultSet row) throws SQLException {
        return row.getInt(7) > ColumnType.MAX_TIME_PRECISION;
    }

    private static boolean isUnlimited(ResultSet row) throws SQLException {
        return row.getLong(4) > Integer.MAX_VALUE;
    }
}
