package dev.qorm.execute;

import java.sql.SQLException;

/**
 * The lock on PostgreSQL ("Advisory Locks" in its manual). The key is computed from the names of the history table and
 * the schema; the database itself is part of every advisory lock.
 */
final class AdvisoryLock extends SessionLock {
    private final String key;

    AdvisoryLock(HistoryTables tables, Sql sql) {
        super(sql);
        this.key = "hashtextextended('qorm:' || current_schema() || '.' || '" + tables.history() + "', 0)";
    }

    @Override
    String acquisition() {
        return "select pg_try_advisory_lock(" + key + ")";
    }

    @Override
    String release() {
        return "select pg_advisory_unlock(" + key + ")";
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
}
