package dev.qorm.execute;

import java.sql.SQLException;
import java.time.Duration;

/** Waits, up to a time limit, until others have finished their work on a database; the listener is told once. */
final class Patience {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    private final long deadline;
    private final MigrationListener listener;
    private boolean isReported;

    Patience(Duration timeout, MigrationListener listener) {
        this.deadline = System.nanoTime() + timeout.toNanos();
        this.listener = listener;
    }

    /** Who is working on the database, for the user. */
    interface Holder {
        String name() throws SQLException;
    }

    /** Waits a little so that the caller can try again; returns false immediately when the time is up. */
    boolean lasts(Holder holder) throws SQLException {
        if (!isReported) {
            listener.waitingForLock(holder.name());
            isReported = true;
        }
        if (System.nanoTime() > deadline) {
            return false;
        }
        try {
            Thread.sleep(POLL_INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExecutionException.refused("interrupted while waiting for the lock of the database", e);
        }
        return true;
    }
}
