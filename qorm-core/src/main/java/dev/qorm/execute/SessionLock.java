package dev.qorm.execute;

import java.sql.SQLException;

/**
 * A lock of a session of the server, on the same connection as the statements. It ends with the connection, so that a killed
 * runner blocks nobody.
 */
abstract class SessionLock extends MigrationLock {
    final Sql sql;
    private boolean held;

    SessionLock(Sql sql) {
        this.sql = sql;
    }

    /** A query that takes the lock if it is free, and says in one column whether it did. */
    abstract String acquisition();

    /** A query that frees the lock. */
    abstract String release();

    @Override
    final boolean tryAcquire() throws SQLException {
        held = sql.query(acquisition(), row -> row.getBoolean(1)).get(0);
        return held;
    }

    @Override
    final void checkHeld() {
        // It cannot be lost while the connection lives, and without the connection no statement runs.
    }

    @Override
    public final void close() {
        if (held) {
            try {
                var unused = sql.query(release(), row -> row.getString(1));
            } catch (SQLException e) {
                // The connection is gone or its transaction is broken; closing it frees the lock.
            }
        }
    }
}
