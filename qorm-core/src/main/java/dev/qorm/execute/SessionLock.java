package dev.qorm.execute;

import java.sql.SQLException;

/**
 * A lock that a session of the server holds, on the same connection as the statements. It ends with the connection, so
 * that a killed runner blocks nobody.
 */
abstract class SessionLock extends MigrationLock {
    final Sql sql;
    private boolean held;

    SessionLock(Sql sql) {
        this.sql = sql;
    }

    /** Returns a query that acquires the lock if it is free, and returns in one column whether it did. */
    abstract String acquisition();

    /** Returns a query that releases the lock. */
    abstract String release();

    @Override
    final boolean tryAcquire() throws SQLException {
        held = sql.query(acquisition(), row -> row.getBoolean(1)).get(0);
        return held;
    }

    @Override
    final void checkHeld() {
        // It cannot be lost while the connection is open, and without the connection no statement runs.
    }

    @Override
    public final void close() {
        if (held) {
            try {
                var unused = sql.query(release(), row -> row.getString(1));
            } catch (SQLException e) {
                // The connection is lost or its transaction is broken; closing it releases the lock.
            }
        }
    }
}
