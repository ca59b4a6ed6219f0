package dev.qorm.execute;

import dev.qorm.introspect.SqliteLosses;
import dev.qorm.schema.SqlText;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The objects of the user on the tables of an SQLite database: triggers, views, virtual tables, and indexes that no
 * migration created.
 */
final class SqliteObjects {
    private static final String READERS = "(type in ('view', 'trigger') or sql like 'create virtual table %')";

    private final Sql sql;

    SqliteObjects(Sql sql) {
        this.sql = sql;
    }

    /**
     * Something that is dropped with its table.
     *
     * @param kind {@code trigger} or {@code index}
     * @param statement the statement that creates it
     */
    record Saved(String kind, String name, String table, String statement) {}

    /** Returns what is dropped with the table. */
    List<Saved> of(String table) throws SQLException {
        return sql.query(
                "select type, name, tbl_name, sql from sqlite_master where type in ('trigger', 'index')"
                        + " and tbl_name = ? collate nocase and sql is not null order by rowid",
                row -> new Saved(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                table);
    }

    /** Returns the statement that creates an index, or null if the index does not exist. */
    @Nullable
    String index(String name) throws SQLException {
        var found = sql.query(
                "select sql from sqlite_master where type = 'index' and name = ? collate nocase and sql is not null",
                row -> row.getString(1),
                name);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Creates again what no longer exists, and indexes that exist but have lost properties. */
    void restore(List<Saved> saved) throws SQLException {
        for (var each : saved) {
            var made = each.kind.equals("index") ? index(each.name) : null;
            if (made != null && SqliteLosses.isPlainer(sql.connection(), each.table, each.statement, made)) {
                sql.execute("drop index " + SqlText.quoted(each.name));
            }
            if (sql.query("select 1 from sqlite_master where name = ? collate nocase", row -> 1, each.name)
                    .isEmpty()) {
                try {
                    sql.execute(each.statement);
                } catch (SQLException e) {
                    throw ExecutionException.refused(
                            "the " + each.kind + " " + each.name + " of the table " + each.table
                                    + ", which no migration made, does not fit the table as the migration leaves it: "
                                    + e.getMessage()
                                    + "\nNothing was changed. Drop it in the migration, with runSql(\"…\"), and create"
                                    + " it again",
                            e);
                }
            }
        }
    }

    /** Whether there are views, triggers or virtual tables. */
    boolean any() throws SQLException {
        return !sql.query("select 1 from sqlite_master where " + READERS + " limit 1", row -> 1)
                .isEmpty();
    }

    /**
     * Returns the views, triggers and virtual tables that do not work, and why: SQLite keeps those that read something
     * that no longer exists.
     */
    Map<String, String> broken() throws SQLException {
        var broken = new LinkedHashMap<String, String>();
        var views = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        var triggered = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        var virtual = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        // A single query, because it goes through the names of all tables and indexes.
        sql.query("select type, tbl_name from sqlite_master where " + READERS, row -> switch (row.getString(1)) {
            case "view" -> views.add(row.getString(2));
            case "trigger" -> triggered.add(row.getString(2));
            default -> virtual.add(row.getString(2));
        });
        for (var table : virtual) {
            // A full-text index over the texts of another table looks for them only when it is read.
            run("the virtual table " + table, "select 1 from " + SqlText.quoted(table) + " limit 1", broken);
        }
        for (var view : views) {
            if (!run("the view " + view, "explain select * from " + SqlText.quoted(view), broken)) {
                triggered.remove(view); // No statement on the view would get as far as its triggers.
            }
        }
        for (var table : triggered) {
            var triggers = "the triggers of the " + (views.contains(table) ? "view " : "table ") + table + " on ";
            run(triggers + "insert", "explain insert into " + SqlText.quoted(table) + " default values", broken);
            run(triggers + "delete", "explain delete from " + SqlText.quoted(table), broken);
            var columns = sql.query(
                    "select name from pragma_table_xinfo(?) where hidden = 0", row -> row.getString(1), table);
            run(
                    triggers + "update",
                    "explain update " + SqlText.quoted(table)
                            + columns.stream()
                                    .map(column -> SqlText.quoted(column) + " = " + SqlText.quoted(column))
                                    .collect(Collectors.joining(", ", " set ", "")),
                    broken);
        }
        return broken;
    }

    /** Returns whether the query works. */
    private boolean run(String what, String query, Map<String, String> broken) {
        try {
            var unused = sql.query(query, row -> 1);
            return true;
        } catch (SQLException e) {
            var reason = String.valueOf(e.getMessage());
            if (!reason.contains("because it is a view")) { // which has no trigger for this event
                broken.put(what, reason);
            }
            return false;
        }
    }
}
