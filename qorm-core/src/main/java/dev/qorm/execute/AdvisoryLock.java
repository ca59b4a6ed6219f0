package dev.qorm.execute;

import java.sql.SQLException;

/**
 * PostgreSQL's lock of a session: it ends with the connection, so a killed runner blocks nobody (PostgreSQL manual,
 * "Advisory Locks"). It is on the same connection as the statements. The key is made of the name of the history table and
 * the schema; the database itself is part of every advisory lock.
 */
final class AdvisoryLock extends MigrationLock {
    private final String key;
    private final Sql sql;
    private boolean held;

    AdvisoryLock(HistoryTables tables, Sql sql) {
        this.key = "hashtextextended('qorm:' || current_schema() || '.' || '" + tables.history() + "', 0)";
        this.sql = sql;
    }

    @Override
    boolean tryAcquire() throws SQLException {
        held = sql.query("select pg_try_advisory_lock(" + key + ")", row -> row.getBoolean(1))
                .get(0);
        return held;
    }

    @Override
    String holder() throws SQLException {
        var holders = sql.query(
                "select a.pid, a.application_name, coalesce(host(a.client_addr), 'local'), a.backend_start"
                        + " from pg_locks l join pg_stat_activity a on a.pid = l.pid"
                        + " where l.locktype = 'advisory' and l.granted and l.objsubid = 1"
                        + " and (l.classid::bigint << 32 | l.objid::bigint) = " + key,
                row -> "server process " + row.getLong(1) + " (" + row.getString(2) + ") from " + row.getString(3)
                        + ", connected since " + row.getString(4));
        return holders.isEmpty() ? "a session that has just ended" : holders.get(0);
    }

    @Override
    void checkHeld() {
        // It cannot be lost while the connection lives, and without the connection no statement runs.
    }

    @Override
    public void close() {
        if (held) {
            try {
                sql.query("select pg_advisory_unlock(" + key + ")", row -> row.getBoolean(1));
            } catch (SQLException e) {
                // The connection is gone or its transaction is broken; closing it frees the lock.
            }
        }
    }
}
