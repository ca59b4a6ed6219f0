package dev.qorm.execute;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statistics that {@code ANALYZE} collected about the tables of an SQLite database. They are lost when a table is
 * dropped, and until somebody analyzes the table that replaces it, SQLite would plan queries differently than before.
 */
final class SqliteStatistics {
    private final Sql sql;
    private final List<Row> kept = new ArrayList<>();

    SqliteStatistics(Sql sql) {
        this.sql = sql;
    }

    /**
     * A row of {@code sqlite_stat1}.
     *
     * @param index the index, or null for the table alone
     * @param columns the columns of the index, or null without one: the names of indexes that SQLite creates are
     *     numbered, and the same name may later belong to another one
     */
    private record Row(
            String table, @Nullable String index, @Nullable String columns, String statistics) {}

    private static String columnsOf(String index) {
        return "(select group_concat(name) from (select name from pragma_index_info(" + index + ") order by seqno))";
    }

    /** Saves the statistics of {@code table}, which is about to be dropped. */
    void keep(String table) throws SQLException {
        if (!sql.query("select 1 from sqlite_master where name = 'sqlite_stat1'", row -> 1)
                .isEmpty()) {
            kept.addAll(sql.query(
                    "select tbl, idx, " + columnsOf("idx") + ", stat from sqlite_stat1 where tbl = ? collate nocase",
                    row -> new Row(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                    table));
        }
    }

    /** Writes the saved rows again if their index still has the same columns. */
    void restore() throws SQLException {
        for (var row : kept) {
            sql.update(
                    "insert into sqlite_stat1 (tbl, idx, stat) select ?1, ?2, ?3 where " + columnsOf("?2") + " is ?4",
                    row.table,
                    row.index,
                    row.statistics,
                    row.columns);
        }
        kept.clear();
    }
}
