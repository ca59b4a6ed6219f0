package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names of the indexes, keys and checks that tables have in a database of H2, MariaDB or MySQL. A name may be given
 * once among the indexes of a table, once among its foreign keys, and so on.
 */
final class LiveParts {
    private static final String ON_H2 = """
            select 'INDEX', INDEX_NAME from INFORMATION_SCHEMA.INDEXES
            where TABLE_SCHEMA = current_schema and TABLE_NAME = ?
            union all select CONSTRAINT_TYPE, CONSTRAINT_NAME from INFORMATION_SCHEMA.TABLE_CONSTRAINTS
            where TABLE_SCHEMA = current_schema and TABLE_NAME = ?""";

    /** A unique constraint is an index there. */
    private static final String ON_MYSQL = """
            select 'INDEX', index_name from information_schema.statistics
            where table_schema = database() and table_name = ?
            union select constraint_type, constraint_name from information_schema.table_constraints
            where constraint_schema = database() and table_name = ? and constraint_type in ('FOREIGN KEY', 'CHECK')""";

    private final Sql sql;
    private final Dialect dialect;
    private final Map<String, Set<List<String>>> byTable = new HashMap<>();

    LiveParts(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Whether {@code table} has a part of the kind of {@code part} with this name. A table is read once. */
    boolean has(String table, TableElement part, String name) throws SQLException {
        var parts = byTable.get(table);
        if (parts == null) {
            parts = read(table);
            byTable.put(table, parts);
        }
        return parts.contains(key(kind(part), name));
    }

    private Set<List<String>> read(String table) throws SQLException {
        if (dialect != Dialect.H2) {
            return Set.copyOf(query(ON_MYSQL, table));
        }
        // H2 may have changed the case of the name. It finds a single name without reading the whole catalog.
        var found = new HashSet<List<String>>();
        for (var name : Set.copyOf(List.of(table, table.toUpperCase(Locale.ROOT), table.toLowerCase(Locale.ROOT)))) {
            found.addAll(query(ON_H2, name));
        }
        return found;
    }

    private List<List<String>> query(String catalog, String table) throws SQLException {
        return sql.query(catalog, row -> key(row.getString(1), row.getString(2)), table, table);
    }

    private static List<String> key(String kind, String name) {
        return List.of(kind, name.toLowerCase(Locale.ROOT));
    }

    private String kind(TableElement part) {
        if (part instanceof ForeignKey) {
            return "FOREIGN KEY";
        }
        if (part instanceof CheckConstraint) {
            return "CHECK";
        }
        return part instanceof UniqueConstraint && dialect == Dialect.H2 ? "UNIQUE" : "INDEX";
    }
}
