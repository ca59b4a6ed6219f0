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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalogue of H2, {@code information_schema} ("Information Schema" in its documentation). */
final class H2Introspection {
    /** Local temporary tables are those of this session, and qorm has no others than those of {@link H2Scratch}. */
    private static final String TABLES = """
            select table_name, remarks from information_schema.tables
            where table_schema = current_schema and table_type in ('BASE TABLE', 'LOCAL TEMPORARY')
            order by table_name
            """;

    private static final String COLUMNS = """
            select table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale,
                   datetime_precision, is_nullable, column_default, is_identity, is_generated, generation_expression,
                   remarks, dtd_identifier, domain_name, identity_generation,
                   data_type_sql(table_schema, table_name, 'TABLE', dtd_identifier), identity_start,
                   identity_increment, column_on_update, is_visible
            from information_schema.columns where table_schema = current_schema
            order by table_name, ordinal_position
            """;
    private static final String ENUMERATIONS = """
            select object_name, enum_identifier, value_name from information_schema.enum_values
            where object_schema = current_schema and object_type = 'TABLE'
            order by object_name, enum_identifier, value_ordinal
            """;
    private static final String KEYS = """
            select table_name, constraint_name, constraint_type, index_name from information_schema.table_constraints
            where table_schema = current_schema
            order by table_name, constraint_name
            """;
    private static final String KEY_COLUMNS = """
            select constraint_name, column_name, position_in_unique_constraint from information_schema.key_column_usage
            where constraint_schema = current_schema
            order by constraint_name, ordinal_position
            """;
    /** After a column is renamed, key_column_usage has the old name until the database is opened again; this has not. */
    private static final String USED_COLUMNS = """
            select constraint_name, table_name, column_name from information_schema.constraint_column_usage
            where constraint_schema = current_schema
            """;

    private static final String REFERENCES = """
            select constraint_name, unique_constraint_name, delete_rule, update_rule
            from information_schema.referential_constraints
            where constraint_schema = current_schema and unique_constraint_schema = current_schema
            """;
    private static final String CHECKS = """
            select constraint_name, check_clause from information_schema.check_constraints
            where constraint_schema = current_schema
            """;
    private static final String INDEXES = """
            select table_name, index_name, index_type_name, is_generated from information_schema.indexes
            where table_schema = current_schema
            order by table_name, index_name
            """;
    private static final String INDEX_COLUMNS = """
            select index_name, column_name, ordering_specification from information_schema.index_columns
            where table_schema = current_schema
            order by index_name, ordinal_position
            """;

    private final Catalogue catalogue;
    private final FoundTables found = new FoundTables();
    private final Map<List<String>, List<String>> enumerations = new HashMap<>();
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Map<String, List<Integer>> referencedPositions = new HashMap<>();
    private final Map<String, List<IndexColumn>> indexColumns = new HashMap<>();

    H2Introspection(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Table by table of the catalogue, joined here: H2 joins them row by row, which takes minutes for a thousand tables. */
    FoundTables read() throws SQLException {
        catalogue.query(TABLES, row -> found.table(name(row.getString(1)), row.getString(2)));
        catalogue.query(
                ENUMERATIONS,
                row -> list(enumerations, List.of(row.getString(1), row.getString(2)))
                        .add(row.getString(3)));
        catalogue.query(COLUMNS, this::column);
        catalogue.query(
                INDEX_COLUMNS,
                row -> list(indexColumns, row.getString(1))
                        .add(new IndexColumn(name(row.getString(2)), "DESC".equals(row.getString(3)))));
        keys();
        references();
        catalogue.query(CHECKS, row -> {
            var key = keys.get(row.getString(1));
            if (key != null) {
                found.add(name(key.table), new CheckConstraint(name(row.getString(1)), row.getString(2)));
            }
        });
        catalogue.query(INDEXES, this::index);
        return found;
    }

    private static <K, V> List<V> list(Map<K, List<V>> lists, K key) {
        return lists.computeIfAbsent(key, unused -> new ArrayList<>());
    }

    /**
     * A key or a check.
     *
     * @param index the name of the index that stands behind it, or null
     */
    private record Key(
            String table,
            String name,
            String type,
            @Nullable String index,
            List<String> columns) {
        Key columns(List<String> other) {
            return new Key(table, name, type, index, other);
        }
    }

    private void keys() throws SQLException {
        catalogue.query(
                KEYS,
                row -> keys.put(
                        row.getString(2),
                        new Key(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                new ArrayList<>())));
        catalogue.query(KEY_COLUMNS, row -> {
            var key = keys.get(row.getString(1));
            if (key != null) {
                key.columns.add(name(row.getString(2)));
            }
            var position = row.getInt(3);
            if (!row.wasNull()) {
                list(referencedPositions, row.getString(1)).add(position);
            }
        });
        var used = new HashSet<List<String>>();
        catalogue.query(
                USED_COLUMNS, row -> used.add(List.of(row.getString(1), row.getString(2), name(row.getString(3)))));
        keys.replaceAll((name, key) -> current(key, used));
        for (var key : keys.values()) {
            switch (key.type) {
                case "PRIMARY KEY" -> found.add(name(key.table), new PrimaryKey(name(key.name), key.columns));
                case "UNIQUE" -> found.add(name(key.table), new UniqueConstraint(name(key.name), key.columns));
                default -> {} // foreign keys and checks have a table of the catalogue each
            }
        }
    }

    /** The key with the names that its columns have now: those of the index that stands behind it. */
    private Key current(Key key, Set<List<String>> used) {
        var indexed = indexColumns.getOrDefault(String.valueOf(key.index), List.of()).stream()
                .map(IndexColumn::name)
                .toList();
        var areSwapped = hasItsOwnIndex(key)
                && indexed.size() == key.columns.size()
                && Set.copyOf(indexed).equals(Set.copyOf(key.columns));
        if (!areSwapped
                && key.columns.stream().allMatch(column -> used.contains(List.of(key.name, key.table, column)))) {
            return key;
        }
        return indexed.isEmpty() ? key : key.columns(indexed.subList(0, key.columns.size()));
    }

    /** An index that was made for it, and so has its columns in its order; their names may have been swapped. */
    private static boolean hasItsOwnIndex(Key key) {
        var index = String.valueOf(key.index);
        return index.startsWith(key.name + "_INDEX_")
                || (key.type.equals("PRIMARY KEY") && index.startsWith("PRIMARY_KEY_"));
    }

    private void references() throws SQLException {
        catalogue.query(REFERENCES, row -> {
            var key = keys.get(row.getString(1));
            var target = keys.get(row.getString(2));
            if (key != null && target != null) {
                var columns = referencedPositions.getOrDefault(key.name, List.of()).stream()
                        .map(position -> target.columns.get(position - 1))
                        .toList();
                found.add(
                        name(key.table),
                        new ForeignKey(
                                name(key.name),
                                key.columns,
                                name(target.table),
                                columns,
                                action(key, row.getString(3)),
                                action(key, row.getString(4))));
            }
        });
    }

    /** H2 stores a name that was written without quotes in upper case; such a name is lower case in a schema. */
    private static String name(String stored) {
        var folded = stored.toLowerCase(Locale.ROOT);
        return stored.equals(folded.toUpperCase(Locale.ROOT)) && H2Names.isPlain(folded) ? folded : stored;
    }

    private void column(ResultSet row) throws SQLException {
        var column = name(row.getString(2));
        var isCounted = "YES".equals(row.getString(10));
        var type = type(row);
        type = isCounted && !ColumnTypes.isInteger(type) ? nativeType(row) : type;
        var isGenerated = "ALWAYS".equals(row.getString(11));
        found.add(
                name(row.getString(1)),
                new Column(
                        column,
                        type,
                        "YES".equals(row.getString(8)),
                        isGenerated ? null : Literals.parse(column, type, row.getString(9)),
                        isCounted,
                        isGenerated ? row.getString(12) : null,
                        row.getString(13)));
        remarks(row, name(row.getString(1)), "column " + column);
    }

    private void remarks(ResultSet row, String table, String part) throws SQLException {
        if (row.getString(15) != null) {
            found.remark(
                    table,
                    part,
                    "is of the domain " + row.getString(15) + "; it is taken for one of " + row.getString(17));
        }
        if ("ALWAYS".equals(row.getString(16))) {
            found.remark(table, part, "is always counted up; it is taken for one that is counted up by default");
        }
        if ("YES".equals(row.getString(10))) {
            found.counted(table, part, row.getLong(18), row.getLong(19));
        }
        if (row.getString(20) != null) {
            found.remark(table, part, "is set to " + row.getString(20) + " on update; it is taken for one that is not");
        }
        if (!row.getBoolean(21)) {
            found.remark(table, part, "is invisible; it is taken for one that is not");
        }
    }

    private ColumnType type(ResultSet row) throws SQLException {
        var length = (int) Math.min(Math.max(row.getLong(4), 1), Integer.MAX_VALUE);
        return switch (row.getString(3)) {
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

    /** Whether a time has a finer fraction of the second than qorm's types. */
    private static boolean isFine(ResultSet row) throws SQLException {
        return row.getInt(7) > ColumnType.MAX_TIME_PRECISION;
    }

    private static boolean isUnlimited(ResultSet row) throws SQLException {
        return row.getLong(4) > Integer.MAX_VALUE;
    }

    private ReferentialAction action(Key key, String rule) {
        if (rule.equals("SET DEFAULT")) {
            found.remark(
                    name(key.table),
                    "foreign key " + name(key.name),
                    "sets the default, which qorm has not; it is taken for one that refuses");
            return ReferentialAction.NO_ACTION;
        }
        return ReferentialAction.valueOf(rule.replace(' ', '_'));
    }

    private void index(ResultSet row) throws SQLException {
        var kind = row.getString(3);
        if (kind.equals("SPATIAL INDEX") || kind.equals("FULLTEXT INDEX")) {
            found.remark(
                    name(row.getString(1)), "index " + name(row.getString(2)), "is a " + kind + "; it is left out");
        } else if (!row.getBoolean(4) && !kind.equals("PRIMARY KEY")) {
            var columns = list(indexColumns, row.getString(2));
            found.add(
                    name(row.getString(1)),
                    new Index(name(row.getString(2)), columns, kind.startsWith("UNIQUE"), null));
        }
    }
}
