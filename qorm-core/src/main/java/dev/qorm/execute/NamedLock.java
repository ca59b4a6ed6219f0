package dev.qorm.execute;

import java.sql.SQLException;

/**
 * The lock of a session on MySQL and MariaDB: it ends with the connection, so a killed runner blocks nobody ("Locking
 * Functions" in MySQL's manual). It is on the same connection as the statements. Its name is made of the database and the
 * history table, since such locks are the server's.
 */
final class NamedLock extends MigrationLock {
    private final String name;
    private final Sql sql;
    private boolean held;

    NamedLock(HistoryTables tables, Sql sql) {
        this.name = "concat('qorm:', sha1(concat(database(), '.', '" + tables.history() + "')))";
        this.sql = sql;
    }

    @Override
    boolean tryAcquire() throws SQLException {
        held = sql.query("select get_lock(" + name + ", 0)", row -> row.getInt(1) == 1)
                .get(0);
        return held;
    }

    @Override
    String holder() throws SQLException {
        var holders = sql.query(
                "select p.id, p.user, p.host from information_schema.processlist p where p.id = is_used_lock(" + name
                        + ")",
                row -> "server connection " + row.getLong(1) + " (" + row.getString(2) + ") from " + row.getString(3));
        return holders.isEmpty() ? "a session that has just ended, or that this user may not see" : holders.get(0);
    }

    @Override
    void checkHeld() {
        // It cannot be lost while the connection lives, and without the connection no statement runs.
    }

    @Override
    public void close() {
        if (held) {
            try {
                sql.query("select release_lock(" + name + ")", row -> row.getInt(1));
            } catch (SQLException e) {
                // The connection is gone; with it, the lock.
            }
        }
    }
}
