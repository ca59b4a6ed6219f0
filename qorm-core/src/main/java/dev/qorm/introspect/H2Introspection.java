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
import dev.qorm.schema.SqlText;
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

/**
 * The catalogue of H2, {@code INFORMATION_SCHEMA} ("Information Schema" in its documentation), by names as H2 stores them:
 * with {@code DATABASE_TO_UPPER=FALSE} it takes no others.
 */
final class H2Introspection {
    private static final String NOT_FOUND =
            "has a name in lower case, which qorm writes without quotes and H2 does not find so; ";

    /** Local temporary tables are those of this session, and qorm has no others than those of {@link H2Scratch}. */
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
    private static final String KEYS = """
            SELECT TABLE_NAME, CONSTRAINT_NAME, CONSTRAINT_TYPE, INDEX_NAME, %s
            FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS
            WHERE TABLE_SCHEMA = CURRENT_SCHEMA
            ORDER BY TABLE_NAME, CONSTRAINT_NAME
            """;
    private static final String KEY_COLUMNS = """
            SELECT CONSTRAINT_NAME, COLUMN_NAME, POSITION_IN_UNIQUE_CONSTRAINT FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE
            WHERE CONSTRAINT_SCHEMA = CURRENT_SCHEMA
            ORDER BY CONSTRAINT_NAME, ORDINAL_POSITION
            """;
    /** After a column is renamed, key_column_usage has the old name until the database is opened again; this has not. */
    private static final String USED_COLUMNS = """
            SELECT CONSTRAINT_NAME, TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.CONSTRAINT_COLUMN_USAGE
            WHERE CONSTRAINT_SCHEMA = CURRENT_SCHEMA
            """;

    private static final String REFERENCES = """
            SELECT CONSTRAINT_NAME, UNIQUE_CONSTRAINT_NAME, DELETE_RULE, UPDATE_RULE, UNIQUE_CONSTRAINT_SCHEMA = CURRENT_SCHEMA
            FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS
            WHERE CONSTRAINT_SCHEMA = CURRENT_SCHEMA
            """;
    private static final String CHECKS = """
            SELECT CONSTRAINT_NAME, CHECK_CLAUSE FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS
            WHERE CONSTRAINT_SCHEMA = CURRENT_SCHEMA
            """;
    private static final String INDEXES = """
            SELECT TABLE_NAME, INDEX_NAME, INDEX_TYPE_NAME, IS_GENERATED, %s FROM INFORMATION_SCHEMA.INDEXES
            WHERE TABLE_SCHEMA = CURRENT_SCHEMA
            ORDER BY TABLE_NAME, INDEX_NAME
            """;
    private static final String INDEX_COLUMNS = """
            SELECT INDEX_NAME, COLUMN_NAME, ORDERING_SPECIFICATION FROM INFORMATION_SCHEMA.INDEX_COLUMNS
            WHERE TABLE_SCHEMA = CURRENT_SCHEMA
            ORDER BY INDEX_NAME, ORDINAL_POSITION
            """;

    private final Catalogue catalogue;
    private final FoundTables found = new FoundTables();
    private final Map<List<String>, List<String>> enumerations = new HashMap<>();
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Map<String, List<Integer>> referencedPositions = new HashMap<>();
    private final Map<String, List<IndexColumn>> indexColumns = new HashMap<>();

    /** Whether a name without quotes is one in upper case, as it is unless somebody set DATABASE_TO_UPPER or the like. */
    private boolean isFolding;

    H2Introspection(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Table by table of the catalogue, joined here: H2 joins them row by row, which takes minutes for a thousand tables. */
    FoundTables read() throws SQLException {
        var database = catalogue.connection().getMetaData();
        isFolding = database.storesUpperCaseIdentifiers() && !database.storesMixedCaseQuotedIdentifiers();
        catalogue.query(TABLES, this::table);
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
        catalogue.query(INDEXES.formatted(nullsDistinct()), this::index);
        return found;
    }

    /** Which of several NULLs a key takes for one; H2 before 2.3 takes none, and has no such column. */
    private String nullsDistinct() throws SQLException {
        var database = catalogue.connection().getMetaData();
        var isOld = database.getDatabaseMajorVersion() == 2 && database.getDatabaseMinorVersion() < 3;
        return isOld ? "NULL" : "NULLS_DISTINCT";
    }

    private void nulls(String table, String part, @Nullable String distinct) {
        if (distinct != null && !distinct.equals("YES")) {
            found.remark(
                    table,
                    part,
                    "is NULLS " + (distinct.equals("NO") ? "NOT" : "ALL")
                            + " DISTINCT; it is taken for one without that");
        }
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
        catalogue.query(KEYS.formatted(nullsDistinct()), row -> {
            keys.put(
                    row.getString(2),
                    new Key(row.getString(1), row.getString(2), row.getString(3), row.getString(4), new ArrayList<>()));
            nulls(name(row.getString(1)), "unique constraint " + name(row.getString(2)), row.getString(5));
        });
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
            if (key != null && !row.getBoolean(5)) {
                found.remark(
                        name(key.table), "foreign key " + name(key.name), "refers to another schema; it is left out");
                return;
            }
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
        // In lower case where DATABASE_TO_LOWER is set.
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
            nulls(name(row.getString(1)), "index " + name(row.getString(2)), row.getString(5));
            if (kind.contains("HASH")) {
                found.remark(
                        name(row.getString(1)),
                        "index " + name(row.getString(2)),
                        "is a " + kind + "; it is taken for a tree");
            }
        }
    }
}
