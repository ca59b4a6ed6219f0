package dev.qorm.introspect;

import dev.qorm.schema.Table;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of SQLite that a module manages: virtual tables, and the shadow tables in which they store their data. */
final class SqliteModules {
    /**
     * What follows the name of a virtual table in those of its shadow tables: full-text search ("FTS3 and FTS4",
     * "FTS5") and R*Trees. SQLite itself reports them since version 3.37, if it has the module.
     */
    private static final List<String> SHADOWS = List.of(
            "data", "idx", "content", "docsize", "config", "segments", "segdir", "stat", "node", "parent", "rowid");

    private SqliteModules() {}

    /** Returns the names, each with its kind. */
    static Map<String, String> tables(Catalog catalog) throws SQLException {
        var virtual = new LinkedHashMap<String, String>();
        catalog.query("select name, sql from sqlite_master where type = 'table' and sql is not null", row -> {
            if (CreateTableText.isVirtual(row.getString(2))) {
                virtual.put(row.getString(1), "virtual table");
            }
        });
        var all = new LinkedHashMap<>(virtual);
        if (!virtual.isEmpty()) {
            // Older versions do not have this pragma, and return nothing.
            catalog.query("pragma table_list", row -> {
                if ("main".equals(row.getString(1)) && "shadow".equals(row.getString(3))) {
                    all.put(row.getString(2), "shadow table");
                }
            });
            catalog.query("select name from sqlite_master where type = 'table'", row -> {
                if (isShadow(row.getString(1), virtual)) {
                    all.put(row.getString(1), "shadow table");
                }
            });
        }
        return all;
    }

    private static boolean isShadow(String name, Map<String, String> virtual) {
        return virtual.keySet().stream()
                .anyMatch(table -> SHADOWS.stream()
                        .anyMatch(end -> Table.key(table + "_" + end).equals(Table.key(name))));
    }
}
