package dev.qorm.introspect;

import dev.qorm.dialect.H2Names;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The catalogue of H2, {@code information_schema} ("Information Schema" in its documentation). */
final class H2Introspection {
    private static final String HERE = " = current_schema ";
    private static final String TABLES = "select table_name, remarks from information_schema.tables where table_schema"
            + HERE + "and table_type = 'BASE TABLE' order by table_name";
    private static final String COLUMNS = """
            select c.table_name, c.column_name, c.data_type, c.character_maximum_length, c.numeric_precision,
                   c.numeric_scale, c.datetime_precision, c.is_nullable, c.column_default, c.is_identity,
                   c.is_generated, c.generation_expression, c.remarks,
                   (select array_agg(e.value_name order by e.value_ordinal) from information_schema.enum_values e
                    where e.object_schema = c.table_schema and e.object_name = c.table_name
                      and e.object_type = 'TABLE' and e.enum_identifier = c.dtd_identifier)
            from information_schema.columns c where c.table_schema = current_schema
            order by c.table_name, c.ordinal_position
            """;
    private static final String KEYS = """
            select t.table_name, t.constraint_name, t.constraint_type,
                   array_agg(k.column_name order by k.ordinal_position)
            from information_schema.table_constraints t
            join information_schema.key_column_usage k
              on k.constraint_schema = t.constraint_schema and k.constraint_name = t.constraint_name
            where t.table_schema = current_schema and t.constraint_type in ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')
            group by t.table_name, t.constraint_name, t.constraint_type
            """;
    /** After a column is renamed, key_column_usage has the old name until the database is opened again; these do not. */
    private static final String USED_COLUMNS = """
            select u.constraint_name, u.table_name, u.column_name
            from information_schema.constraint_column_usage u where u.constraint_schema = current_schema
            """;

    private static final String KEY_INDEX_COLUMNS = """
            select t.constraint_name, c.column_name
            from information_schema.table_constraints t
            join information_schema.index_columns c
              on c.index_schema = t.index_schema and c.index_name = t.index_name and c.table_name = t.table_name
            where t.table_schema = current_schema
            order by t.constraint_name, c.ordinal_position
            """;
    private static final String REFERENCES = """
            select r.constraint_name, u.table_name, u.constraint_name, r.delete_rule, r.update_rule
            from information_schema.referential_constraints r
            join information_schema.table_constraints u
              on u.constraint_schema = r.unique_constraint_schema and u.constraint_name = r.unique_constraint_name
            where r.constraint_schema = current_schema
            """;
    private static final String REFERENCE_COLUMNS = """
            select k.constraint_name, k.column_name, k.position_in_unique_constraint
            from information_schema.key_column_usage k
            where k.constraint_schema = current_schema and k.position_in_unique_constraint is not null
            order by k.constraint_name, k.ordinal_position
            """;
    private static final String CHECKS = """
            select t.table_name, t.constraint_name, c.check_clause
            from information_schema.table_constraints t
            join information_schema.check_constraints c
              on c.constraint_schema = t.constraint_schema and c.constraint_name = t.constraint_name
            where t.table_schema = current_schema and t.constraint_type = 'CHECK'
            """;
    private static final String INDEXES = """
            select i.table_name, i.index_name, i.index_type_name, c.column_name, c.ordering_specification
            from information_schema.indexes i
            join information_schema.index_columns c
              on c.index_schema = i.index_schema and c.index_name = i.index_name and c.table_name = i.table_name
            where i.table_schema = current_schema and i.is_generated = false and i.index_type_name <> 'PRIMARY KEY'
            order by i.table_name, i.index_name, c.ordinal_position
            """;

    private final Catalogue catalogue;
    private final FoundTables found = new FoundTables();
    private final Map<String, Reference> references = new HashMap<>();
    private final Map<String, List<String>> keyColumns = new HashMap<>();

    private record Reference(
            String table,
            String key,
            List<Integer> positions,
            ReferentialAction onDelete,
            ReferentialAction onUpdate) {}

    H2Introspection(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    FoundTables read() throws SQLException {
        catalogue.query(TABLES, row -> found.table(name(row.getString(1)), row.getString(2)));
        catalogue.query(COLUMNS, this::column);
        catalogue.query(
                REFERENCES,
                row -> references.put(
                        row.getString(1),
                        new Reference(
                                row.getString(2),
                                row.getString(3),
                                new ArrayList<>(),
                                action(row.getString(4)),
                                action(row.getString(5)))));
        catalogue.query(REFERENCE_COLUMNS, row -> {
            var reference = references.get(row.getString(1));
            if (reference != null) {
                reference.positions().add(row.getInt(3));
            }
        });
        var rows = new ArrayList<Key>();
        var keys = new ArrayList<Key>();
        catalogue.query(
                KEYS, row -> rows.add(new Key(row.getString(1), row.getString(2), row.getString(3), names(row, 4))));
        current(rows).forEach(key -> {
            keyColumns.put(key.name, key.columns);
            keys.add(key);
        });
        keys.forEach(this::key);
        catalogue.query(
                CHECKS,
                row -> found.add(
                        name(row.getString(1)), new CheckConstraint(name(row.getString(2)), row.getString(3))));
        indexes();
        return found;
    }

    private record Key(String table, String name, String type, List<String> columns) {
        Key columns(List<String> other) {
            return new Key(table, name, type, other);
        }
    }

    /** The keys with the names that their columns have now: those of the index that stands behind the key. */
    private List<Key> current(List<Key> keys) throws SQLException {
        var used = new HashSet<List<String>>();
        catalogue.query(
                USED_COLUMNS, row -> used.add(List.of(row.getString(1), row.getString(2), name(row.getString(3)))));
        var indexed = new HashMap<String, List<String>>();
        catalogue.query(
                KEY_INDEX_COLUMNS,
                row -> indexed.computeIfAbsent(row.getString(1), key -> new ArrayList<>())
                        .add(name(row.getString(2))));
        return keys.stream()
                .map(key -> key.columns.stream().allMatch(column -> used.contains(List.of(key.name, key.table, column)))
                        ? key
                        : key.columns(
                                indexed.getOrDefault(key.name, key.columns).subList(0, key.columns.size())))
                .toList();
    }

    /** H2 stores a name that was written without quotes in upper case; such a name is lower case in a schema. */
    private static String name(String stored) {
        var folded = stored.toLowerCase(Locale.ROOT);
        return stored.equals(folded.toUpperCase(Locale.ROOT)) && H2Names.isPlain(folded) ? folded : stored;
    }

    private static List<String> names(ResultSet row, int column) throws SQLException {
        return Stream.of(Catalogue.strings(row, column))
                .map(H2Introspection::name)
                .toList();
    }

    private void column(ResultSet row) throws SQLException {
        var column = name(row.getString(2));
        var type = type(row);
        var isGenerated = "ALWAYS".equals(row.getString(11));
        found.add(
                name(row.getString(1)),
                new Column(
                        column,
                        type,
                        "YES".equals(row.getString(8)),
                        isGenerated ? null : Literals.parse(column, type, row.getString(9)),
                        "YES".equals(row.getString(10)),
                        isGenerated ? row.getString(12) : null,
                        row.getString(13)));
    }

    private static ColumnType type(ResultSet row) throws SQLException {
        var length = (int) Math.min(Math.max(row.getLong(4), 1), Integer.MAX_VALUE);
        return switch (row.getString(3)) {
            case "BOOLEAN" -> ColumnTypes.bool();
            case "TINYINT", "SMALLINT" -> ColumnTypes.smallint();
            case "INTEGER" -> ColumnTypes.integer();
            case "BIGINT" -> ColumnTypes.bigint();
            case "REAL" -> ColumnTypes.real();
            case "DOUBLE PRECISION" -> ColumnTypes.doublePrecision();
            case "NUMERIC", "DECIMAL" -> ColumnTypes.decimal(Math.min(row.getInt(5), 65), Math.min(row.getInt(6), 30));
            case "CHARACTER" -> ColumnTypes.character(length);
            case "CHARACTER VARYING" -> ColumnTypes.varchar(length);
            case "ENUM" -> ColumnTypes.enumeration(Catalogue.strings(row, 14));
            case "DATE" -> ColumnTypes.date();
            case "TIME" -> ColumnTypes.time(Math.min(row.getInt(7), 6));
            case "TIMESTAMP" -> ColumnTypes.timestamp(Math.min(row.getInt(7), 6));
            case "TIMESTAMP WITH TIME ZONE" -> ColumnTypes.timestampWithTimeZone(Math.min(row.getInt(7), 6));
            case "UUID" -> ColumnTypes.uuid();
            case "JSON" -> ColumnTypes.json();
            case "BINARY", "BINARY VARYING" -> ColumnTypes.binary(length);
            case "BINARY LARGE OBJECT" -> ColumnTypes.blob();
            default -> ColumnTypes.text();
        };
    }

    private static ReferentialAction action(String rule) {
        return ReferentialAction.valueOf(rule.replace(' ', '_'));
    }

    private void key(Key key) {
        var table = name(key.table);
        var name = name(key.name);
        switch (key.type) {
            case "PRIMARY KEY" -> found.add(table, new PrimaryKey(name, key.columns));
            case "UNIQUE" -> found.add(table, new UniqueConstraint(name, key.columns));
            default -> {
                var reference = references.get(key.name);
                if (reference != null) {
                    var target = keyColumns.getOrDefault(reference.key, List.of());
                    var columns = reference.positions.stream()
                            .map(i -> target.get(i - 1))
                            .toList();
                    found.add(
                            table,
                            new ForeignKey(
                                    name,
                                    key.columns,
                                    name(reference.table),
                                    columns,
                                    reference.onDelete,
                                    reference.onUpdate));
                }
            }
        }
    }

    private void indexes() throws SQLException {
        var columns = new LinkedHashMap<List<String>, List<IndexColumn>>();
        catalogue.query(
                INDEXES,
                row -> columns.computeIfAbsent(
                                List.of(row.getString(1), row.getString(2), row.getString(3)), key -> new ArrayList<>())
                        .add(new IndexColumn(name(row.getString(4)), "DESC".equals(row.getString(5)))));
        columns.forEach((key, indexed) -> found.add(
                name(key.get(0)),
                new Index(name(key.get(1)), indexed, key.get(2).startsWith("UNIQUE"), null)));
    }
}
