package dev.qorm.execute;

import java.sql.SQLException;

/**
 * How long statements of a PostgreSQL session wait for a table. The limit is lifted for statements that make no reader
 * or writer wait but wait themselves for each earlier transaction, however long that takes.
 */
final class LockTimeout {
    private final Sql sql;
    private final String limit;
    private boolean isLifted;

    private LockTimeout(Sql sql, String limit) {
        this.sql = sql;
        this.limit = limit;
    }

    /** Returns the timeout of the session. */
    static LockTimeout of(Sql sql) throws SQLException {
        return new LockTimeout(
                sql,
                sql.query("select current_setting('lock_timeout')", row -> row.getString(1))
                        .get(0));
    }

    /** Lifts the limit for the following statements, or restores that of the session. */
    void lift(boolean isToBeLifted) throws SQLException {
        if (isLifted != isToBeLifted) {
            var unused = sql.query(
                    "select set_config('lock_timeout', ?, false)", row -> row.getString(1), isToBeLifted ? "0" : limit);
            isLifted = isToBeLifted;
        }
    }
}
