package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Lets one runner at a time change a database. Taken before the history is read, asked for by polling and never by a
 * blocking call: a waiting session would stand in the way of statements that wait for all others.
 */
abstract class MigrationLock implements AutoCloseable {
    /**
     * The lock of this database for what has this history.
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

    /** Takes the lock if it is free. */
    abstract boolean tryAcquire() throws SQLException;

    /** Who holds the lock, for a person. */
    abstract String holder() throws SQLException;

    /** @throws ExecutionException when the lock was lost, so that another runner may be at work */
    abstract void checkHeld() throws SQLException;

    /** Makes permanent what was done under the lock, where the lock is a transaction. */
    void keep() throws SQLException {}

    /** Has {@code report} run as soon as what was done so far is permanent. */
    void onceKept(Runnable report) {
        report.run();
    }

    /** Frees the lock; never throws, since the work is done and the lock ends with the session or its lease anyway. */
    @Override
    public abstract void close();

    /** Takes the lock, waiting for at most {@code timeout}. */
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
