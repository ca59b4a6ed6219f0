package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.sql.SQLException;

/**
 * Limits how long statements wait for tables that others use. A statement that changes a table waits for each
 * transaction that has read it, and everybody who comes after that waits for the statement: a single long report brings
 * the application to a standstill.
 *
 * <p>PostgreSQL waits forever by default ("Client Connection Defaults" in its manual, {@code lock_timeout}); MariaDB
 * waits for a day and MySQL for a year ("Server System Variables" in both, {@code lock_wait_timeout}). H2 waits for
 * seconds, and SQLite's lock is on the whole file.
 */
final class TableLocks {
    private static final int MAX_SECONDS = 60;

    private TableLocks() {}

    /** Limits the waiting of all statements of this session to a minute, unless the session has a limit of its own. */
    static void limitWaiting(Sql sql, Dialect dialect) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            sql.execute("select set_config('lock_timeout', '" + MAX_SECONDS
                    + "s', false) where current_setting('lock_timeout') = '0'");
        } else if (dialect.isMySqlFamily()) {
            sql.execute(
                    "set session lock_wait_timeout = cast(if(@@session.lock_wait_timeout = @@global.lock_wait_timeout,"
                            + " least(@@global.lock_wait_timeout, " + MAX_SECONDS
                            + "), @@session.lock_wait_timeout) as unsigned)");
        }
    }
}
