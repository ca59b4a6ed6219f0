package dev.qorm.execute;

import java.sql.SQLException;

/**
 * How long statements of a session of PostgreSQL wait for a table. It is lifted for those behind which nobody who reads or
 * writes waits, while they wait for each transaction before them, however long that takes.
 */
final class LockTimeout {
    private final Sql sql;
    private final String limit;
    private boolean isLifted;

    private LockTimeout(Sql sql, String limit) {
        this.sql = sql;
        this.limit = limit;
    }

    /** As the session has it. */
    static LockTimeout of(Sql sql) throws SQLException {
        return new LockTimeout(
                sql,
                sql.query("select current_setting('lock_timeout')", row -> row.getString(1))
                        .get(0));
    }

    /** Lifts the limit for the statements to come, or lets the session have its own again. */
    void lift(boolean isToBeLifted) throws SQLException {
        if (isLifted != isToBeLifted) {
            var unused = sql.query(
                    "select set_config('lock_timeout', ?, false)", row -> row.getString(1), isToBeLifted ? "0" : limit);
            isLifted = isToBeLifted;
        }
    }
}
