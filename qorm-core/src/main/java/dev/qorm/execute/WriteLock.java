package dev.qorm.execute;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * SQLite's own lock: one connection writes at a time, and one that has started to write excludes all others ("BEGIN
 * IMMEDIATE" in its manual). So all migrations of a run are one transaction, each after a savepoint. The lock ends with
 * the process, and what was not committed is lost.
 *
 * <p>Foreign keys are switched off meanwhile, which must be done before the transaction: otherwise, replacing a table
 * would delete the rows that refer to it.
 */
final class WriteLock extends MigrationLock {
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int PRIMARY_CODE = 0xff;

    private final Sql sql;
    /** How long a commit waits for current readers. */
    private final int patienceMillis;

    private final List<Runnable> reports = new ArrayList<>();
    private boolean enforcedForeignKeys;
    private boolean held;

    WriteLock(Sql sql, Duration timeout) {
        this.sql = sql;
        this.patienceMillis = (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE);
    }

    @Override
    boolean tryAcquire() throws SQLException {
        enforcedForeignKeys |=
                sql.query("pragma foreign_keys", row -> row.getBoolean(1)).contains(true);
        sql.execute("pragma foreign_keys = off");
        sql.execute("pragma busy_timeout = 0");
        try {
            sql.execute("begin immediate");
            held = true;
        } catch (SQLException e) {
            if (!isBusy(e)) {
                throw e;
            }
        } finally {
            sql.execute("pragma busy_timeout = " + patienceMillis);
        }
        return held;
    }

    private static boolean isBusy(SQLException refusal) {
        var code = refusal.getErrorCode() & PRIMARY_CODE;
        return code == BUSY || code == LOCKED;
    }

    @Override
    String holder() {
        return "a connection that writes to the file; SQLite does not say whose";
    }

    @Override
    void checkHeld() {
        // It cannot be lost during the transaction, and without the transaction no statement is committed.
    }

    @Override
    void keep() {
        try {
            sql.execute("commit");
            held = false;
            reports.forEach(Runnable::run);
            reports.clear();
        } catch (SQLException e) {
            throw ExecutionException.refused(
                    "SQLite could not write what this run did: " + Refusal.text(e)
                            + "\n  It rolled back all of it; none of these migrations is recorded as done. Fix the cause and"
                            + " run the goal again.",
                    e);
        }
    }

    @Override
    void onceKept(Runnable report) {
        reports.add(report);
    }

    @Override
    public void close() {
        try {
            if (held) {
                sql.execute("rollback");
            }
            sql.execute("pragma foreign_keys = " + (enforcedForeignKeys ? "on" : "off"));
        } catch (SQLException e) {
            // The connection is lost, and with it the transaction and the lock.
        }
    }
}
