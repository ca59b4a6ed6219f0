package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Unique indexes of MariaDB and MySQL that no migration knows, over several columns of which a migration drops one. MariaDB
 * refuses that, and MySQL leaves the key over fewer columns, of which rows may be duplicates ("ALTER TABLE" in their
 * manuals); what the migration did before stays done.
 */
final class UnknownKeys {
    private static final String KEYS = """
            select table_name, index_name, group_concat(column_name order by seq_in_index separator ', ')
            from information_schema.statistics where table_schema = database() and non_unique = 0
            group by table_name, index_name having count(*) > 1
              and sum(table_name = ? and column_name = ?) > 0
            order by index_name""";

    private final Sql sql;
    private final Dialect dialect;

    UnknownKeys(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** @throws ExecutionException when there are such, all of which it names */
    void check(Run run) throws SQLException {
        var found = obstacles(run);
        if (!found.isEmpty()) {
            throw ExecutionException.contradiction(run.subject()
                    + " was not started: it drops columns of unique indexes that no migration created, and "
                    + dialect.displayName() + " would refuse that, or leave the indexes with fewer columns:"
                    + found.stream().map(each -> "\n  " + each).collect(Collectors.joining())
                    + "\n  Drop them in the migration, with runSql(\"drop index …\").reversedBy(\"create unique index …\"), or"
                    + " by hand.\n  " + run.nothingDone());
        }
    }

    /** A line for each column. Nothing where a person's SQL is a part of the migration: that may drop them. */
    List<String> obstacles(Run run) throws SQLException {
        var operations = run.operations();
        if (!dialect.isMySqlFamily() || operations.stream().anyMatch(HandmadeOperation.class::isInstance)) {
            return List.of();
        }
        var names = new HashMap<List<String>, String>();
        var found = new ArrayList<String>();
        if (operations.stream().noneMatch(DropColumn.class::isInstance)) {
            return found;
        }
        for (var operation : operations) {
            if (operation instanceof RenameTable rename) {
                names.put(List.of(rename.to()), nameNow(names, rename.from()));
            } else if (operation instanceof RenameColumn rename) {
                names.put(
                        List.of(rename.table(), rename.to()),
                        names.getOrDefault(List.of(rename.table(), rename.from()), rename.from()));
            } else if (operation instanceof DropColumn drop) {
                var column = drop.column().name();
                var table = run.before().find(nameNow(names, drop.table()));
                var keys = table == null
                        ? List.<String>of()
                        : unknown(table, names.getOrDefault(List.of(drop.table(), column), column));
                if (!keys.isEmpty()) {
                    found.add("'" + drop.describe() + "': " + String.join(", ", keys));
                }
            }
        }
        if (!sql.connection().getAutoCommit()) {
            sql.connection().rollback(); // the server keeps nothing open of what was read
        }
        return found;
    }

    private static String nameNow(Map<List<String>, String> names, String table) {
        return names.getOrDefault(List.of(table), table);
    }

    private List<String> unknown(Table table, String column) throws SQLException {
        var known = table.elements().stream()
                .map(element -> element.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return sql
                .query(
                        KEYS,
                        row -> List.of(
                                row.getString(2),
                                "the unique index " + row.getString(2) + " of " + row.getString(1) + "("
                                        + row.getString(3) + ")"),
                        table.name(),
                        column)
                .stream()
                .filter(key -> !key.get(0).equals("PRIMARY")
                        && !known.contains(key.get(0).toLowerCase(Locale.ROOT)))
                .map(key -> key.get(1))
                .toList();
    }
}
