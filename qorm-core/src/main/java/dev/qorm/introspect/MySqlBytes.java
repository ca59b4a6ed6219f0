package dev.qorm.introspect;

import dev.qorm.schema.ForeignKey;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Columns of one byte that look like a boolean and are numbers, since they have a foreign key from or to one: a new database
 * needs one type for both ends, which to the server are of one type all the same.
 */
final class MySqlBytes {
    /** Those that show more than one digit are numbers anyway. */
    private static final String BYTES = """
            select table_name, column_name, column_type <> 'tinyint(1)'
            from information_schema.columns
            where table_schema = database() and data_type = 'tinyint' and column_type not like '%unsigned%'
            """;

    private final Catalogue catalogue;
    private final Set<ColumnId> numbers = new HashSet<>();

    MySqlBytes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    private record ColumnId(String table, String column) {}

    /** Reads those of tables that have these foreign keys, by table. */
    void read(Map<String, List<ForeignKey>> foreignKeys) throws SQLException {
        if (foreignKeys.isEmpty()) {
            return;
        }
        var flags = new HashSet<ColumnId>();
        catalogue.query(
                BYTES,
                row -> (row.getBoolean(3) ? numbers : flags).add(new ColumnId(row.getString(1), row.getString(2))));
        var ends = new HashMap<ColumnId, Set<ColumnId>>();
        foreignKeys.forEach((table, keys) -> keys.forEach(key -> {
            for (var i = 0; i < key.columns().size(); i++) {
                var from = new ColumnId(table, key.columns().get(i));
                var to = new ColumnId(
                        key.referencedTable(), key.referencedColumns().get(i));
                ends.computeIfAbsent(from, each -> new HashSet<>()).add(to);
                ends.computeIfAbsent(to, each -> new HashSet<>()).add(from);
            }
        }));
        var next = new ArrayDeque<>(numbers);
        while (!next.isEmpty()) {
            for (var end : ends.getOrDefault(next.pop(), Set.of())) {
                if (flags.contains(end) && numbers.add(end)) {
                    next.push(end);
                }
            }
        }
    }

    /** Whether the column, which looks like a boolean, is a number. */
    boolean isNumber(String table, String column) {
        return numbers.contains(new ColumnId(table, column));
    }
}
