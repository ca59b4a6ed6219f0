package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.MySqlIndexes;
import dev.qorm.model.Naming;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.LinkedColumns.ColumnId;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.UniqueConstraint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys and indexes from the catalog of MySQL and MariaDB, where a primary key has no name, a unique constraint
 * is a unique index, and a foreign key may have an index of its own.
 */
final class MySqlKeys {
    private static final String INDEXES = """
            select table_name, index_name, non_unique, column_name, collation, sub_part, index_type, %s, %s
            from information_schema.statistics where table_schema = database()
            order by table_name, index_name, seq_in_index
            """;
    private static final String GEOMETRIES = """
            select table_name, column_name from information_schema.columns where table_schema = database()
              and data_type in ('geometry', 'point', 'linestring', 'polygon', 'multipoint', 'multilinestring',
                'multipolygon', 'geometrycollection')
            """;
    private static final String FOREIGN_KEYS = """
            select k.table_name, k.constraint_name, k.referenced_table_name, r.delete_rule, r.update_rule,
                   k.column_name, k.referenced_column_name, k.referenced_table_schema = database()
            from information_schema.key_column_usage k
            left join information_schema.referential_constraints r
              on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name
                 and r.table_name = k.table_name
            where k.table_schema = database() and k.referenced_table_schema is not null
            order by k.table_name, k.constraint_name, k.ordinal_position
            """;

    private final Catalog catalog;
    private final Dialect dialect;
    private final FoundTables found;
    private final HiddenActions hidden;
    private final Map<String, List<ForeignKey>> foreignKeys = new HashMap<>();

    MySqlKeys(Catalog catalog, Dialect dialect, FoundTables found, HiddenActions hidden) {
        this.catalog = catalog;
        this.dialect = dialect;
        this.found = found;
        this.hidden = hidden;
    }

    /** A foreign key in the catalog, without its columns. */
    private record ForeignKeyEntry(
            String table,
            String name,
            String target,
            @Nullable String onDelete,
            @Nullable String onUpdate) {}

    /** Reads the foreign keys, and returns them by table. */
    Map<String, List<ForeignKey>> readForeignKeys() throws SQLException {
        var columns = new LinkedHashMap<ForeignKeyEntry, List<String>>();
        var targets = new HashMap<ForeignKeyEntry, List<String>>();
        catalog.query(FOREIGN_KEYS, row -> {
            if (!row.getBoolean(8)) {
                found.remark(
                        row.getString(1),
                        "foreign key " + row.getString(2),
                        "refers to another schema; it is left out");
                return;
            }
            var key = new ForeignKeyEntry(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
            columns.computeIfAbsent(key, each -> new ArrayList<>()).add(row.getString(6));
            targets.computeIfAbsent(key, each -> new ArrayList<>()).add(row.getString(7));
        });
        for (var key : columns.keySet()) {
            var actions = key.onDelete == null || key.onUpdate == null
                    ? hidden.of(key.table, key.name)
                    : new HiddenActions.Actions(key.onDelete, key.onUpdate);
            var foreignKey = new ForeignKey(
                    key.name,
                    columns.getOrDefault(key, List.of()),
                    key.target,
                    targets.getOrDefault(key, List.of()),
                    action(actions.onDelete()),
                    action(actions.onUpdate()));
            foreignKeys.computeIfAbsent(key.table, table -> new ArrayList<>()).add(foreignKey);
        }
        return foreignKeys;
    }

    private static ReferentialAction action(String rule) {
        return switch (rule) {
            case "CASCADE" -> ReferentialAction.CASCADE;
            case "SET NULL" -> ReferentialAction.SET_NULL;
            case "RESTRICT" -> ReferentialAction.RESTRICT;
            default -> ReferentialAction.NO_ACTION;
        };
    }

    private record IndexId(String table, String name, boolean isUnique) {
        boolean isPrimaryKey() {
            return name.equals("PRIMARY");
        }

        /** What it is to a schema. */
        String part() {
            return isPrimaryKey() ? "primary key" : (isUnique ? "unique constraint " : "index ") + name;
        }
    }

    /**
     * Finds the primary keys, the unique constraints and the indexes, except for those that exist for foreign keys.
     *
     * @param engines the storage engine of each table
     */
    void findIndexes(Map<String, String> engines) throws SQLException {
        var columns = new LinkedHashMap<IndexId, List<IndexColumn>>();
        var odd = new HashMap<IndexId, String>();
        var unused = new LinkedHashSet<IndexId>();
        var geometries = new HashSet<ColumnId>();
        catalog.query(GEOMETRIES, row -> geometries.add(new ColumnId(row.getString(1), row.getString(2))));
        var isMariaDb = dialect == Dialect.MARIADB;
        var query = isMariaDb
                ? INDEXES.formatted("ignored = 'YES'", "null")
                : INDEXES.formatted("is_visible = 'NO'", "expression");
        catalog.query(query, row -> {
            var id = new IndexId(row.getString(1), row.getString(2), row.getInt(3) == 0);
            if (row.getBoolean(8)) {
                unused.add(id);
            }
            var kind = row.getString(7);
            var isOverGeometry = geometries.contains(new ColumnId(id.table, String.valueOf(row.getString(4))))
                    && (isMariaDb ? isWhole(row.getInt(6)) : kind.equals("SPATIAL"));
            if (!kind.equals("BTREE") && !isOverGeometry && !isOfMemory(engines.get(id.table), kind)) {
                odd.put(id, "is " + kind + "; it is left out");
            } else if (row.getString(6) != null && !isOverGeometry) {
                odd.put(id, "contains only prefixes of values; it is left out");
            } else {
                columns.computeIfAbsent(id, each -> new ArrayList<>())
                        .add(column(row.getString(4), row.getString(9), "D".equals(row.getString(5))));
            }
        });
        odd.forEach((id, text) -> {
            columns.remove(id);
            found.remark(id.table, id.part(), text);
        });
        unused.removeAll(odd.keySet());
        unused.forEach(id -> found.remark(
                id.table,
                "index " + id.name,
                "is " + (isMariaDb ? "ignored" : "invisible") + "; qorm treats it as a plain index"));
        columns.forEach(this::index);
    }

    /**
     * Whether an index of MariaDB has whole geometries, as far as possible: MariaDB itself puts the 25 bytes of a point into
     * an index, and of others as many as a key can have. MySQL makes such an index a spatial one.
     */
    private static boolean isWhole(int bytes) {
        return bytes == 25 || bytes == 3072;
    }

    private static IndexColumn column(@Nullable String name, @Nullable String expression, boolean isDescending) {
        return name == null
                ? new IndexColumn(
                        MySqlText.withAnsiQuotes(MySqlText.expression(String.valueOf(expression))), isDescending, true)
                : new IndexColumn(name, isDescending);
    }

    /** In InnoDB, the same key would be a tree. For an InnoDB table, MariaDB calls a key over long texts HASH. */
    private static boolean isOfMemory(@Nullable String engine, String kind) {
        return kind.equals("HASH") && "MEMORY".equals(engine);
    }

    private void index(IndexId id, List<IndexColumn> columns) {
        var names = columns.stream().map(IndexColumn::name).toList();
        if (id.isPrimaryKey()) {
            // All primary keys have the same name there, but models need different ones.
            found.add(id.table, new PrimaryKey(Naming.derived(id.table, List.of(), "pkey"), names));
        } else if (id.isUnique
                && columns.stream().noneMatch(column -> column.isDescending() || column.isExpression())) {
            found.add(id.table, new UniqueConstraint(id.name, names));
        } else if (!MySqlIndexes.isImplied(id.name, names, foreignKeys.getOrDefault(id.table, List.of()))) {
            found.add(id.table, new Index(id.name, columns, id.isUnique, null));
        }
    }
}
