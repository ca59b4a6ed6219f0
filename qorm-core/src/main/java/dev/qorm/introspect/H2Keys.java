package dev.qorm.introspect;

import static dev.qorm.introspect.H2Introspection.name;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.UniqueConstraint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the keys and checks of H2. */
final class H2Keys {
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

    /**
     * After a column is renamed, key_column_usage contains the old name until the database is opened again; this view
     * does not.
     */
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

    private final Catalog catalog;
    private final FoundTables found;
    private final H2Indexes indexes;
    private final H2Expressions expressions;
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Set<String> equalNulls = new HashSet<>();
    private final Map<String, List<Integer>> referencedPositions = new HashMap<>();

    H2Keys(Catalog catalog, FoundTables found, H2Indexes indexes, H2Expressions expressions) {
        this.catalog = catalog;
        this.found = found;
        this.indexes = indexes;
        this.expressions = expressions;
    }

    /**
     * A key or a check.
     *
     * @param index the name of the index that it uses, or null
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

    void read() throws SQLException {
        keys();
        references();
        catalog.query(CHECKS, row -> {
            var key = keys.get(row.getString(1));
            if (key != null) {
                found.add(
                        name(key.table),
                        new CheckConstraint(name(row.getString(1)), expressions.of(key.table, row.getString(2))));
            }
        });
    }

    private void keys() throws SQLException {
        catalog.query(KEYS.formatted(H2Indexes.nullsDistinct(catalog)), row -> {
            keys.put(
                    row.getString(2),
                    new Key(row.getString(1), row.getString(2), row.getString(3), row.getString(4), new ArrayList<>()));
            if ("NO".equals(row.getString(5))) {
                equalNulls.add(row.getString(2));
            }
            H2Indexes.remarkNulls(
                    found, name(row.getString(1)), "unique constraint " + name(row.getString(2)), row.getString(5));
        });
        catalog.query(KEY_COLUMNS, row -> {
            var key = keys.get(row.getString(1));
            if (key != null) {
                key.columns.add(name(row.getString(2)));
            }
            var position = row.getInt(3);
            if (!row.wasNull()) {
                referencedPositions
                        .computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(position);
            }
        });
        var used = new HashSet<List<String>>();
        catalog.query(
                USED_COLUMNS, row -> used.add(List.of(row.getString(1), row.getString(2), name(row.getString(3)))));
        keys.replaceAll((name, key) -> current(key, used));
        H2Script.columns(keysWithoutOrder(), catalog)
                .forEach((name, columns) -> keys.computeIfPresent(name, (same, key) -> key.columns(columns)));
        for (var key : keys.values()) {
            switch (key.type) {
                case "PRIMARY KEY" -> found.add(name(key.table), new PrimaryKey(name(key.name), key.columns));
                case "UNIQUE" -> found.add(name(key.table), unique(key));
                default -> {} // foreign keys and checks each have a table of the catalog
            }
        }
    }

    private UniqueConstraint unique(Key key) {
        var unique = new UniqueConstraint(name(key.name), key.columns);
        return equalNulls.contains(key.name) ? unique.nullsNotDistinct() : unique;
    }

    /** Returns the key with the current names of its columns: those of the index that it uses. */
    private Key current(Key key, Set<List<String>> used) {
        var indexed = indexes.columns(String.valueOf(key.index)).stream()
                .map(IndexColumn::name)
                .toList();
        var isOwn = hasItsOwnIndex(key);
        var areSwapped = isOwn
                && indexed.size() == key.columns.size()
                && Set.copyOf(indexed).equals(Set.copyOf(key.columns));
        var gone = key.columns.stream()
                .filter(column -> !used.contains(List.of(key.name, key.table, column)))
                .toList();
        if (indexed.isEmpty() || (gone.isEmpty() && !areSwapped)) {
            return key;
        }
        var now = indexed.subList(0, key.columns.size());
        var renamed = new ArrayList<>(now);
        renamed.removeAll(key.columns);
        if (!isOwn && gone.size() == 1 && renamed.size() == 1) {
            // The index of another key may have the columns in another order.
            var columns = new ArrayList<>(key.columns);
            columns.replaceAll(column -> column.equals(gone.get(0)) ? renamed.get(0) : column);
            return key.columns(columns);
        }
        return key.columns(now);
    }

    /** Returns, by their names, the tables of the keys whose columns are in no index in their order. */
    private Map<String, String> keysWithoutOrder() {
        return keys.values().stream()
                .filter(key -> key.columns.size() > 1 && !key.type.equals("CHECK") && !hasItsOwnIndex(key))
                .collect(Collectors.toMap(Key::name, Key::table));
    }

    /**
     * Whether the index was created for the key, and so has the columns in the key's order; their names may have been
     * swapped.
     */
    private static boolean hasItsOwnIndex(Key key) {
        var index = String.valueOf(key.index);
        return index.startsWith(key.name + "_INDEX_")
                || (key.type.equals("PRIMARY KEY") && index.startsWith("PRIMARY_KEY_"));
    }

    private void references() throws SQLException {
        catalog.query(REFERENCES, row -> {
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

    private ReferentialAction action(Key key, String rule) {
        if (rule.equals("SET DEFAULT")) {
            found.remark(
                    name(key.table),
                    "foreign key " + name(key.name),
                    "has the action SET DEFAULT, which models cannot have; qorm treats it as NO ACTION");
            return ReferentialAction.NO_ACTION;
        }
        return ReferentialAction.valueOf(rule.replace(' ', '_'));
    }
}
