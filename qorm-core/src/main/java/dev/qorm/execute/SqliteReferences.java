package dev.qorm.execute;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which tables of an SQLite database refer to which, including tables that no migration knows. This is read once,
 * because reading it for each migration of a run takes longer the more tables there are.
 */
final class SqliteReferences {
    private static final Sql.RowReader<Dangling> DANGLING =
            row -> new Dangling(row.getString(1), row.getLong(2), row.getString(3));

    private final Sql sql;
    private final Map<String, Set<String>> targets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Set<String>> sources = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private boolean isRead;

    SqliteReferences(Sql sql) {
        this.sql = sql;
    }

    /**
     * A row that refers to a row that does not exist.
     *
     * @param table its table
     * @param row its number in the table
     * @param target the table that it refers to
     */
    record Dangling(String table, long row, String target) {
        @Override
        public String toString() {
            return "the row " + row + " of " + table + " refers to no row of " + target;
        }
    }

    /** Forgets what was read, so that the database is queried again. */
    void forget() {
        isRead = false;
    }

    /** Must be called when {@code table} was created, changed or dropped. */
    void changed(String table) throws SQLException {
        if (isRead) {
            for (var target : targets.getOrDefault(table, Set.of())) {
                sources.getOrDefault(target, Set.of()).remove(table);
            }
            targets.remove(table);
            for (var target :
                    sql.query("select \"table\" from pragma_foreign_key_list(?)", row -> row.getString(1), table)) {
                add(table, target);
            }
        }
    }

    /** Returns the rows of {@code tables}, and of those that refer to them, that refer to rows that do not exist. */
    List<Dangling> danglingAround(Collection<String> tables) throws SQLException {
        read();
        var seen = names();
        for (var table : tables) {
            if (targets.containsKey(table)) {
                seen.add(table);
            }
            seen.addAll(sources.getOrDefault(table, Set.of()));
        }
        var dangling = new ArrayList<Dangling>();
        for (var table : seen) {
            dangling.addAll(sql.query("select * from pragma_foreign_key_check(?)", DANGLING, table));
        }
        return dangling;
    }

    /** Returns the rows of all tables that refer to rows that do not exist. */
    List<Dangling> dangling() throws SQLException {
        return sql.query("pragma foreign_key_check", DANGLING);
    }

    private void read() throws SQLException {
        if (!isRead) {
            targets.clear();
            sources.clear();
            sql.query(
                    "select t.name, k.\"table\" from sqlite_master t join pragma_foreign_key_list(t.name) k"
                            + " where t.type = 'table'",
                    row -> add(row.getString(1), row.getString(2)));
            isRead = true;
        }
    }

    private boolean add(String source, String target) {
        targets.computeIfAbsent(source, key -> names()).add(target);
        return sources.computeIfAbsent(target, key -> names()).add(source);
    }

    private static Set<String> names() {
        return new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    }
}
