package dev.qorm.introspect;

import dev.qorm.dialect.MySqlIndexes;
import dev.qorm.model.Naming;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.UniqueConstraint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of MySQL, {@code information_schema} ("INFORMATION_SCHEMA Tables" in its manual), and what MariaDB's has
 * in common with it. A primary key has no name there, and a unique constraint is a unique index.
 */
class MySqlIntrospection {
    private static final String TABLES = "select table_name, table_comment from information_schema.tables"
            + " where table_schema = database() and table_type = 'BASE TABLE' order by table_name";
    private static final String COLUMNS = """
            select table_name, column_name, data_type, column_type, character_maximum_length, numeric_precision,
                   numeric_scale, datetime_precision, is_nullable, column_default, extra, generation_expression,
                   column_comment, character_set_name
            from information_schema.columns where table_schema = database() order by table_name, ordinal_position
            """;
    private static final String INDEXES = """
            select table_name, index_name, non_unique, column_name, collation
            from information_schema.statistics where table_schema = database()
            order by table_name, index_name, seq_in_index
            """;
    private static final String FOREIGN_KEYS = """
            select k.table_name, k.constraint_name, k.referenced_table_name, r.delete_rule, r.update_rule,
                   k.column_name, k.referenced_column_name
            from information_schema.key_column_usage k
            join information_schema.referential_constraints r
              on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name
                 and r.table_name = k.table_name
            where k.table_schema = database() and k.referenced_table_schema = database()
            order by k.table_name, k.constraint_name, k.ordinal_position
            """;
    private static final String CHECKS = """
            select t.table_name, t.constraint_name, c.check_clause
            from information_schema.table_constraints t
            join information_schema.check_constraints c
              on c.constraint_schema = t.constraint_schema and c.constraint_name = t.constraint_name
            where t.table_schema = database() and t.constraint_type = 'CHECK'
            """;
    private static final int UUID_LENGTH = 36;

    final Catalogue catalogue;
    final FoundTables found = new FoundTables();
    private final Map<String, List<ForeignKey>> foreignKeys = new HashMap<>();

    MySqlIntrospection(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    final FoundTables read() throws SQLException {
        catalogue.query(TABLES, row -> found.table(row.getString(1), text(row.getString(2))));
        checks();
        columns();
        foreignKeys();
        indexes();
        return found;
    }

    /** The catalogue has an empty text for a comment that is not there. */
    private static @Nullable String text(@Nullable String comment) {
        return comment == null || comment.isEmpty() ? null : comment;
    }

    void checks() throws SQLException {
        catalogue.query(
                CHECKS,
                row -> found.add(
                        row.getString(1),
                        new CheckConstraint(row.getString(2), MySqlText.unescaped(row.getString(3)))));
    }

    private void columns() throws SQLException {
        var columns = new ArrayList<FoundColumn>();
        catalogue.query(COLUMNS, row -> columns.add(column(row)));
        for (var each : columns) {
            var column = each.column;
            found.add(each.table, each.isUnreadable ? column.withDefault(readDefault(each)) : column);
        }
    }

    /**
     * A column.
     *
     * @param isUnreadable whether the catalogue shows its default with question marks for what it cannot show
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
                generatedAs == null ? defaultValue(name, type, row.getString(10), extra) : null,
                extra.contains("auto_increment"),
                generatedAs == null ? null : expression(generatedAs),
                text(row.getString(13)));
        return new FoundColumn(table, column, isUnreadable(column));
    }

    /** The catalogue is in a character set of up to three bytes a character, and bytes are not text. */
    private static boolean isUnreadable(Column column) {
        return column.defaultValue() instanceof DefaultValue.Literal literal
                && (column.type() instanceof ColumnType.Binary
                        || (literal.value() instanceof String text && text.contains("?")));
    }

    /** The default itself: a row that is not there has it. */
    private @Nullable DefaultValue readDefault(FoundColumn each) throws SQLException {
        var values = new ArrayList<DefaultValue>();
        var name = each.column.name();
        catalogue.query(
                "select default(t." + quoted(name) + ") from (select 1) one left join " + quoted(each.table)
                        + " t on 1 = 0",
                row -> values.add(Column.literal(
                        name,
                        each.column.type(),
                        each.column.type() instanceof ColumnType.Binary ? row.getBytes(1) : row.getString(1))));
        return values.get(0);
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** The default that the catalogue shows as {@code text}. */
    @Nullable
    DefaultValue defaultValue(String column, ColumnType type, @Nullable String text, String extra) {
        if (text == null) {
            return null;
        }
        return extra.contains("DEFAULT_GENERATED")
                ? MySqlText.parse(column, type, expression(text))
                : MySqlText.literal(column, type, text, text);
    }

    /** An expression as it was before the catalogue wrote it. */
    String expression(String text) {
        return MySqlText.unescaped(text);
    }

    ColumnType type(ResultSet row) throws SQLException {
        var length = (int) Math.min(Math.max(row.getLong(5), 1), Integer.MAX_VALUE);
        var fraction = row.getInt(8);
        return switch (row.getString(3)) {
            case "tinyint" -> row.getString(4).startsWith("tinyint(1)") ? ColumnTypes.bool() : ColumnTypes.smallint();
            case "smallint", "year" -> ColumnTypes.smallint();
            case "mediumint", "int" -> ColumnTypes.integer();
            case "bigint" -> ColumnTypes.bigint();
            case "float" -> ColumnTypes.real();
            case "double" -> ColumnTypes.doublePrecision();
            case "decimal" -> ColumnTypes.decimal(row.getInt(6), Math.min(row.getInt(7), 30));
            case "char" ->
                length == UUID_LENGTH && "ascii".equals(row.getString(14))
                        ? ColumnTypes.uuid()
                        : ColumnTypes.character(length);
            case "varchar" -> ColumnTypes.varchar(length);
            case "enum" -> ColumnTypes.enumeration(MySqlText.strings(row.getString(4)));
            case "date" -> ColumnTypes.date();
            case "time" -> ColumnTypes.time(fraction);
            case "datetime", "timestamp" -> ColumnTypes.timestamp(fraction);
            case "uuid" -> ColumnTypes.uuid();
            case "json" -> ColumnTypes.json();
            case "binary", "varbinary" -> ColumnTypes.binary(length);
            case "tinyblob", "blob", "mediumblob", "longblob" -> ColumnTypes.blob();
            default -> ColumnTypes.text();
        };
    }

    private record Reference(String table, String name, String target, String onDelete, String onUpdate) {}

    private void foreignKeys() throws SQLException {
        var columns = new LinkedHashMap<Reference, List<String>>();
        var targets = new HashMap<Reference, List<String>>();
        catalogue.query(FOREIGN_KEYS, row -> {
            var key = new Reference(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
            columns.computeIfAbsent(key, each -> new ArrayList<>()).add(row.getString(6));
            targets.computeIfAbsent(key, each -> new ArrayList<>()).add(row.getString(7));
        });
        columns.forEach((key, names) -> {
            var foreignKey = new ForeignKey(
                    key.name,
                    names,
                    key.target,
                    targets.getOrDefault(key, List.of()),
                    action(key.onDelete),
                    action(key.onUpdate));
            foreignKeys.computeIfAbsent(key.table, table -> new ArrayList<>()).add(foreignKey);
            found.add(key.table, foreignKey);
        });
    }

    private static ReferentialAction action(String rule) {
        return switch (rule) {
            case "CASCADE" -> ReferentialAction.CASCADE;
            case "SET NULL" -> ReferentialAction.SET_NULL;
            case "RESTRICT" -> ReferentialAction.RESTRICT;
            default -> ReferentialAction.NO_ACTION;
        };
    }

    private record IndexId(String table, String name, boolean isUnique) {}

    private void indexes() throws SQLException {
        var columns = new LinkedHashMap<IndexId, List<IndexColumn>>();
        catalogue.query(INDEXES, row -> {
            if (row.getString(4) != null) { // an index over an expression has none, and is no index of a model
                columns.computeIfAbsent(
                                new IndexId(row.getString(1), row.getString(2), row.getInt(3) == 0),
                                each -> new ArrayList<>())
                        .add(new IndexColumn(row.getString(4), "D".equals(row.getString(5))));
            }
        });
        columns.forEach(this::index);
    }

    private void index(IndexId id, List<IndexColumn> columns) {
        var names = columns.stream().map(IndexColumn::name).toList();
        if (id.name.equals("PRIMARY")) {
            // All keys have this one name there, which is one too few for models.
            found.add(id.table, new PrimaryKey(Naming.derived(id.table, List.of(), "pkey"), names));
        } else if (id.isUnique && columns.stream().noneMatch(IndexColumn::isDescending)) {
            found.add(id.table, new UniqueConstraint(id.name, names));
        } else if (!MySqlIndexes.isImplied(id.name, names, foreignKeys.getOrDefault(id.table, List.of()))) {
            found.add(id.table, new Index(id.name, columns, id.isUnique, null));
        }
    }
}
