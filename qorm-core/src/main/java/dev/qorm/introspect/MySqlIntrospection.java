package dev.qorm.introspect;

import dev.qorm.dialect.Collations;
import dev.qorm.dialect.Dialect;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.LinkedColumns;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeFamily;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog of MySQL, {@code information_schema} ("INFORMATION_SCHEMA Tables" in its manual), and what
 * MariaDB's has in common with it.
 */
class MySqlIntrospection {
    private static final String TABLES = """
            select table_name, table_comment, engine, create_options like '%partitioned%', table_collation, table_type
            from information_schema.tables where table_schema = database() order by table_name
            """;
    private static final String COLUMNS = """
            select table_name, column_name, data_type, column_type, character_maximum_length, numeric_precision,
                   numeric_scale, datetime_precision, is_nullable, column_default, extra, generation_expression,
                   column_comment, character_set_name, collation_name, %s
            from information_schema.columns where table_schema = database() order by table_name, ordinal_position
            """;
    private static final String CHECKS = """
            select t.table_name, t.constraint_name, c.check_clause, t.enforced
            from information_schema.table_constraints t
            join information_schema.check_constraints c
              on c.constraint_schema = t.constraint_schema and c.constraint_name = t.constraint_name
            where t.table_schema = database() and t.constraint_type = 'CHECK'
            """;
    /**
     * The names for the user of other objects that share the namespace of tables; those that are not here are called by
     * their {@code table_type}.
     */
    private static final Map<String, String> OTHERS =
            Map.of("SYSTEM VERSIONED", "a system-versioned table", "TEMPORARY", "a temporary table");

    private static final Pattern COMPRESSED = Pattern.compile(" ?/\\*M?!\\d+ COMPRESSED\\*/");

    /** The display width of an integer, which does not limit its values ("Numeric Type Attributes"). */
    private static final Pattern DISPLAY_WIDTH = Pattern.compile("(?<=int|year)\\(\\d+\\)(?!.*zerofill)");

    /** Text types without any characters; those of qorm have at least one. */
    private static final Pattern EMPTY = Pattern.compile("(?:var)?(?:char|binary)\\(0\\)");

    private static final Pattern BITS = Pattern.compile("b'[01]*'");

    /**
     * How MySQL shows {@code CURRENT_TIMESTAMP} if it is an expression in parentheses; otherwise, it omits empty
     * parentheses.
     */
    private static final Pattern NOW = Pattern.compile("(?i)^now(?:\\(\\)|(\\(\\d\\)))$");

    /** How MySQL shows a default of bytes. */
    private static final Pattern HEX = Pattern.compile("0x[0-9A-F]*");

    private static final Pattern ON_UPDATE = Pattern.compile("(?i)\\bon update \\S+");

    final Catalog catalog;
    final FoundTables found = new FoundTables();
    final TableDefinitions definitions;
    private final Map<String, String> collations = new HashMap<>();
    private final Map<String, String> engines = new HashMap<>();
    private final MySqlKeys keys;
    private final MySqlBytes bytes;
    private final LinkedColumns links = new LinkedColumns();
    private final LinkedColumns earlier;
    private final Set<String> remarked = new HashSet<>();
    private final Dialect dialect;

    /** @param earlier the columns that foreign keys linked at any time */
    MySqlIntrospection(Catalog catalog, Dialect dialect, LinkedColumns earlier) {
        this.catalog = catalog;
        this.earlier = earlier;
        this.dialect = dialect;
        this.definitions = new TableDefinitions(catalog);
        this.keys = new MySqlKeys(catalog, dialect, found, new HiddenActions(definitions));
        this.bytes = new MySqlBytes(catalog, links);
    }

    final FoundTables read() throws SQLException {
        catalog.query(TABLES, this::table);
        checks();
        var foreignKeys = keys.readForeignKeys();
        foreignKeys.forEach((table, ofTable) -> ofTable.forEach(key -> links.add(table, key)));
        if (!foreignKeys.isEmpty()) {
            bytes.read();
        }
        columns();
        foreignKeys.forEach((table, ofTable) -> ofTable.forEach(key -> found.add(table, key)));
        keys.findIndexes(engines);
        remarks();
        return found;
    }

    /** Adds remarks on what else a schema cannot express. */
    void remarks() throws SQLException {}

    private void table(ResultSet row) throws SQLException {
        var name = row.getString(1);
        var kind = row.getString(6);
        if (!kind.equals("BASE TABLE")) {
            found.otherThanPlainTable(name, OTHERS.getOrDefault(kind, "a " + kind.toLowerCase(Locale.ROOT)));
            return;
        }
        found.table(name, text(row.getString(2)));
        collations.put(Table.key(name), String.valueOf(row.getString(5)));
        var engine = String.valueOf(row.getString(3));
        engines.put(name, engine);
        if (!engine.equals("InnoDB")) {
            found.notEnforced(name, null, "kept by InnoDB", "kept by " + engine);
        }
        if (row.getBoolean(4)) {
            found.remark(name, "table", "is partitioned; qorm treats it as a plain table");
        }
    }

    /** If there is no comment, the catalog contains an empty text. */
    private static @Nullable String text(@Nullable String comment) {
        return comment == null || comment.isEmpty() ? null : comment;
    }

    void checks() throws SQLException {
        catalog.query(CHECKS, row -> {
            var check = new CheckConstraint(
                    row.getString(2), expression(row.getString(1), row.getString(2), row.getString(3)));
            found.add(row.getString(1), check);
            if ("NO".equals(row.getString(4))) {
                found.notEnforced(row.getString(1), Words.part(check), "enforced", "NOT ENFORCED");
            }
        });
    }

    private void columns() throws SQLException {
        var columns = new ArrayList<FoundColumn>();
        catalog.query(COLUMNS.formatted(dialect == Dialect.MYSQL ? "srs_id" : "null"), row -> columns.add(column(row)));
        for (var each : columns) {
            var column = each.column;
            found.add(each.table, each.isUnreadable ? column.withDefault(readDefault(each)) : column);
        }
    }

    /**
     * A column.
     *
     * @param isUnreadable whether the catalog shows its default with question marks for what it cannot show
     */
    private record FoundColumn(String table, Column column, boolean isUnreadable) {}

    private FoundColumn column(ResultSet row) throws SQLException {
        var table = row.getString(1);
        var name = row.getString(2);
        var type = type(row);
        var extra = row.getString(11);
        var generatedAs = text(row.getString(12));
        var column = new Column(
                name,
                type,
                "YES".equals(row.getString(9)),
                generatedAs == null ? defaultValue(table, name, type, row.getString(10), extra) : null,
                extra.contains("auto_increment"),
                generatedAs == null ? null : expression(table, name, generatedAs),
                text(row.getString(13)));
        if (extra.contains("VIRTUAL")) {
            found.remark(table, "column " + name, "is a virtual computed column; qorm treats it as stored");
        }
        if (extra.contains("INVISIBLE")) {
            found.remark(table, "column " + name, "is invisible; qorm treats it as visible");
        }
        remarks(row, table, name);
        var isCollated = !isPlain(row) && TypeFamily.of(type) == TypeFamily.TEXT;
        return new FoundColumn(
                table,
                isCollated ? column.collation(dialect.urlName(), row.getString(15)) : column,
                isUnreadable(column));
    }

    private void remarks(ResultSet row, String table, String name) throws SQLException {
        if (row.getString(16) != null) {
            found.remark(
                    table,
                    "column " + name,
                    "has the spatial reference system " + row.getString(16) + "; qorm ignores that");
        }
        if (COMPRESSED.matcher(row.getString(4)).find()) {
            found.remark(table, "column " + name, "is compressed; qorm ignores that");
        }
    }

    /** The catalog uses a character set with up to three bytes for a character, and bytes are not text. */
    private static boolean isUnreadable(Column column) {
        return column.defaultValue() instanceof DefaultValue.Literal literal
                && (column.type() instanceof ColumnType.Binary
                        || (literal.value() instanceof String text && text.contains("?")));
    }

    /**
     * Returns the default itself: it is the value of a row that is inserted without a value, in a temporary table with
     * that column. DEFAULT(column) does not work for an empty table if the column is not nullable.
     */
    private @Nullable DefaultValue readDefault(FoundColumn each) throws SQLException {
        var name = each.column.name();
        var values = new ArrayList<DefaultValue>();
        try (var statement = catalog.connection().createStatement()) {
            statement.execute("create temporary table qorm_default select " + quoted(name) + " from "
                    + quoted(each.table) + " limit 0");
            statement.execute("insert into qorm_default () values ()");
            catalog.query(
                    "select * from qorm_default",
                    row -> values.add(Column.literal(
                            name,
                            each.column.type(),
                            each.column.type() instanceof ColumnType.Binary ? row.getBytes(1) : row.getString(1))));
            statement.execute("drop temporary table qorm_default");
            return values.get(0);
        } catch (SQLException e) {
            found.remark(
                    each.table,
                    "column " + name,
                    "has a default that cannot be read without a temporary table: " + e.getMessage());
            return each.column.defaultValue();
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Returns the default that the catalog shows as {@code text}. */
    @Nullable
    DefaultValue defaultValue(String table, String column, ColumnType type, @Nullable String text, String extra)
            throws SQLException {
        if (text == null) {
            return null;
        }
        var isExpression = extra.contains("DEFAULT_GENERATED")
                || BITS.matcher(text).matches()
                || (isBytes(type) && HEX.matcher(text).matches());
        return isExpression
                ? MySqlText.parse(
                        column,
                        type,
                        NOW.matcher(expression(table, column, text)).replaceFirst("CURRENT_TIMESTAMP$1"))
                : MySqlText.unquoted(column, type, text);
    }

    private static boolean isBytes(ColumnType type) {
        return type instanceof ColumnType.Native bytes && bytes.name().startsWith("binary(");
    }

    /**
     * Returns an expression without the changes that the catalog makes to it.
     *
     * @param part the name of its check or column
     */
    String expression(String table, String part, String text) throws SQLException {
        return MySqlText.withAnsiQuotes(MySqlText.expression(text));
    }

    /** Returns a type of qorm, if it is exactly the same; otherwise the database's own with all its properties. */
    ColumnType type(ResultSet row) throws SQLException {
        var characterSet = row.getString(14);
        var columnType = COMPRESSED
                .matcher(DISPLAY_WIDTH.matcher(row.getString(4)).replaceFirst(""))
                .replaceFirst("");
        if (row.getString(4).equals("tinyint(1)")) {
            return bytes.isNumber(row.getString(1), row.getString(2))
                    ? ColumnTypes.nativeType("tinyint")
                    : ColumnTypes.bool();
        }
        if (dialect == Dialect.MYSQL && Collations.isUuid(columnType, characterSet)) {
            return ColumnTypes.uuid();
        }
        var onUpdate = ON_UPDATE.matcher(row.getString(11));
        if (onUpdate.find()) {
            return ColumnTypes.nativeType(columnType + " " + onUpdate.group());
        }
        var type = type(row, columnType);
        if (row.getString(15) == null) {
            return type;
        }
        var characters = new FoundCharacters(columnType, characterSet, row.getString(15));
        found.characters(row.getString(1), row.getString(2), characters);
        return isPlain(row) || characters.canBeStated(type) ? type : characters.asType();
    }

    /** Whether a text has the collation of qorm's tables, or that of its own or a linked table. */
    private boolean isPlain(ResultSet row) throws SQLException {
        var collation = row.getString(15);
        return collation == null
                || collation.equals(dialect.collation())
                || isOfTable(row.getString(1), collation)
                || isOfLinkedTable(row.getString(1), row.getString(2), collation);
    }

    /**
     * Whether texts have the collation of their table. If that is not the one of qorm's tables, this is remarked once.
     */
    private boolean isOfTable(String table, String collation) {
        if (!collation.equals(collations.get(Table.key(table)))) {
            return false;
        }
        if (remarked.add(table)) {
            found.remark(
                    table,
                    "table",
                    "has the collation " + collation + " instead of qorm's " + dialect.collation() + ": "
                            + MySqlText.meaning(collation) + ". To convert it, run alter table " + quoted(table)
                            + " convert to character set utf8mb4 collate " + dialect.collation()
                            + ". Unique keys then distinguish 'a' from 'A'. Drop a foreign key over one of its texts before,"
                            + " and add it again when both its tables are converted and its values are spelled alike");
        }
        return true;
    }

    /**
     * Whether texts have the collation of a table at another end of their foreign keys, because both must have the
     * same. They still have it if the key, or the other table, no longer exists.
     */
    private boolean isOfLinkedTable(String table, String column, String collation) {
        return links.of(table, column).anyMatch(end -> collation.equals(collations.get(end.table())))
                || earlier.of(table, column)
                        .anyMatch(end -> collation.equals(collations.getOrDefault(end.table(), collation)));
    }

    private static ColumnType type(ResultSet row, String columnType) throws SQLException {
        return switch (columnType) {
            case "smallint" -> ColumnTypes.smallint();
            case "int" -> ColumnTypes.integer();
            case "bigint" -> ColumnTypes.bigint();
            case "float" -> ColumnTypes.real();
            case "double" -> ColumnTypes.doublePrecision();
            case "date" -> ColumnTypes.date();
            case "uuid" -> ColumnTypes.uuid();
            case "json" -> ColumnTypes.json();
            // When a migration changes them, they can have longer values than before, in addition to all earlier ones.
            case "tinytext", "text", "mediumtext", "longtext" -> ColumnTypes.text();
            case "tinyblob", "blob", "mediumblob", "longblob" -> ColumnTypes.blob();
            default -> withSize(row, columnType);
        };
    }

    private static ColumnType withSize(ResultSet row, String columnType) throws SQLException {
        var length = (int) Math.min(row.getLong(5), Integer.MAX_VALUE);
        var fraction = row.getInt(8);
        if (EMPTY.matcher(columnType).matches()) {
            return ColumnTypes.nativeType(columnType);
        }
        return switch (row.getString(3)) {
            case "decimal" ->
                columnType.endsWith(")") && ColumnTypes.isDecimal(row.getInt(6), row.getInt(7))
                        ? ColumnTypes.decimal(row.getInt(6), row.getInt(7))
                        : ColumnTypes.nativeType(columnType);
            case "char" -> ColumnTypes.character(length);
            case "varchar" -> ColumnTypes.varchar(length);
            case "varbinary" -> ColumnTypes.binary(length);
            case "enum" -> ColumnTypes.enumeration(MySqlText.strings(columnType));
            case "time" -> ColumnTypes.time(fraction);
            case "datetime" -> ColumnTypes.timestamp(fraction);
            default -> ColumnTypes.nativeType(columnType);
        };
    }
}
