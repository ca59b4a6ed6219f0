package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Lets one runner at a time change a database. It is acquired before the history is read, by polling and never by a
 * blocking call: a waiting session would block statements that wait for all others.
 */
abstract class MigrationLock implements AutoCloseable {
    /**
     * Returns the lock for the application with this history in this database.
     *
     * @param database for a lock that needs a connection of its own to stay alive
     * @param timeout how long to wait for others
     */
    static MigrationLock of(HistoryTables tables, Dialect dialect, Sql sql, Database database, Duration timeout) {
        return switch (dialect) {
            case H2 -> new LeaseLock(tables, sql, dialect, database);
            case POSTGRESQL -> new AdvisoryLock(tables, sql);
            case SQLITE -> new WriteLock(sql, timeout);
            case MARIADB, MYSQL -> new NamedLock(tables, sql);
        };
    }

    /** Acquires the lock if it is free. */
    abstract boolean tryAcquire() throws SQLException;

    /** Returns who holds the lock, for the user. */
    abstract String holder() throws SQLException;

    /** @throws ExecutionException if the lock was lost, so that another runner may be working */
    abstract void checkHeld() throws SQLException;

    /** Commits what was done under the lock, if the lock is a transaction. */
    void keep() throws SQLException {}

    /** Runs {@code report} as soon as what was done so far is committed. */
    void onceKept(Runnable report) {
        report.run();
    }

    /**
     * Releases the lock; never throws, because the work is done and the lock ends with the session or its lease anyway.
     */
    @Override
    public abstract void close();

    /** Acquires the lock, waiting for at most {@code timeout}. */
    final void acquire(Duration timeout, MigrationListener listener) throws SQLException {
        var patience = new Patience(timeout, listener);
        while (!tryAcquire()) {
            if (!patience.lasts(this::holder)) {
                throw ExecutionException.contradiction("the lock of this database has been held for "
                        + timeout.toSeconds() + " s by " + holder()
                        + ". Wait for it, or raise qorm.lockTimeout (seconds)");
            }
        }
    }
}
