package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lease in a table, for databases without session locks: the row says who holds it and until when, by the clock of
 * the database. It is renewed over a separate connection while a long statement runs; a killed runner blocks nobody for
 * longer than the lease.
 */
final class LeaseLock extends MigrationLock {
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final String NOW = "cast(extract(epoch from current_timestamp) * 1000 as bigint)";

    private final HistoryTables tables;
    private final String table;
    private final Sql sql;
    private final Dialect dialect;
    private final Database database;
    private final String owner = System.getProperty("user.name", "?") + ", process "
            + ProcessHandle.current().pid() + ", " + UUID.randomUUID();
    private @Nullable ScheduledExecutorService heartbeat;
    /** When this run last saw that it holds the lease, by both clocks: one of them stops while a machine sleeps. */
    private long seenNanos;

    private long seenMillis;

    LeaseLock(HistoryTables tables, Sql sql, Dialect dialect, Database database) {
        this.tables = tables;
        this.table = tables.lock();
        this.sql = sql;
        this.dialect = dialect;
        this.database = database;
    }

    @Override
    boolean tryAcquire() throws SQLException {
        createRow();
        var taken = sql.update(
                        "update " + table + " set owner = ?, expires_at = " + NOW
                                + " + ? where id = 1 and (owner is null or expires_at < " + NOW + ")",
                        owner,
                        LEASE.toMillis())
                == 1;
        if (taken) {
            see();
            heartbeat = startHeartbeat();
        }
        return taken;
    }

    /** Creates the table and the row, unless another runner creates them first. */
    private void createRow() throws SQLException {
        try {
            tables.createLock(sql, dialect);
        } catch (SQLException e) {
            if (!HistoryTables.exists(sql, table)) {
                throw e;
            }
        }
        try {
            if (!hasRow()) {
                sql.update("insert into " + table + " (id, owner, expires_at) values (1, null, 0)");
            }
        } catch (SQLException e) {
            if (!hasRow()) {
                throw e;
            }
        }
    }

    private boolean hasRow() throws SQLException {
        return !sql.query("select id from " + table, row -> row.getInt(1)).isEmpty();
    }

    private ScheduledExecutorService startHeartbeat() {
        var executor = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "qorm-lease");
            thread.setDaemon(true);
            return thread;
        });
        var period = LEASE.toMillis() / 3;
        var unused = executor.scheduleAtFixedRate(this::renew, period, period, TimeUnit.MILLISECONDS);
        return executor;
    }

    private void renew() {
        try (var connection = database.connect()) {
            extend(new Sql(connection, dialect));
        } catch (SQLException e) {
            // The next renewal tries again; when the lease runs out, checkHeld stops the run before its next statement.
        }
    }

    private int extend(Sql over) throws SQLException {
        return over.update(
                "update " + table + " set expires_at = " + NOW + " + ? where id = 1 and owner = ?",
                LEASE.toMillis(),
                owner);
    }

    @Override
    String holder() throws SQLException {
        var holders = sql.query("select owner from " + table + " where owner is not null", row -> row.getString(1));
        return holders.isEmpty() ? "a run that has just ended" : holders.get(0);
    }

    private void see() {
        seenNanos = System.nanoTime();
        seenMillis = System.currentTimeMillis();
    }

    /** Whether so little time has passed that nobody else can have acquired the lease. */
    private boolean isFresh() {
        var nanos = System.nanoTime() - seenNanos;
        var millis = System.currentTimeMillis() - seenMillis;
        return nanos < FRESH.toNanos() && millis >= 0 && millis < FRESH.toMillis();
    }

    @Override
    void checkHeld() throws SQLException {
        if (isFresh()) {
            return;
        }
        if (extend(sql) == 1) {
            if (!sql.connection().getAutoCommit()) {
                sql.connection().commit(); // a long statement must not lock the row that the renewal updates
            }
            see();
        } else {
            throw ExecutionException.contradiction("the lock of the database was lost to " + holder()
                    + ": this run did not respond for longer than " + LEASE.toSeconds()
                    + " s. Nothing more was run; run the goal again");
        }
    }

    @Override
    public void close() {
        if (heartbeat != null) {
            end(heartbeat);
            try {
                sql.update("update " + table + " set owner = null where id = 1 and owner = ?", owner);
            } catch (SQLException e) {
                // The connection is lost; the lease runs out by itself.
            }
        }
    }

    /** Not with an interrupt, which would close the file of an embedded database while it is in use. */
    private static void end(ScheduledExecutorService heartbeat) {
        heartbeat.shutdown();
        try {
            if (!heartbeat.awaitTermination(FRESH.toMillis(), TimeUnit.MILLISECONDS)) {
                heartbeat.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
