package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Applies migrations to a database and rolls them back. Under a lock, it reads the history, checks it against the
 * project's migrations, and runs the migrations to run, one after the other.
 */
public final class Migrator {
    private final HistoryTables tables;
    private final Database database;
    private final Dialect dialect;
    private final Duration lockTimeout;
    private final MigrationListener listener;
    private final Clock clock;
    private final Connector connector;

    /**
     * Creates a migrator for one database.
     *
     * @param tables where the database records its migrations
     * @param database the database
     * @param dialect the kind of database
     * @param lockTimeout how long to wait while another run is working
     * @param listener receives what happens
     * @param clock for the times in the history
     */
    public Migrator(
            HistoryTables tables,
            Database database,
            Dialect dialect,
            Duration lockTimeout,
            MigrationListener listener,
            Clock clock) {
        this.tables = tables;
        this.database = database;
        this.dialect = dialect;
        this.lockTimeout = lockTimeout;
        this.listener = listener;
        this.clock = clock;
        this.connector = new Connector(database, dialect, lockTimeout, listener);
    }

    /** Creates a migrator for one database, with the default name of the history. */
    public Migrator(Database database, Dialect dialect, Duration lockTimeout, MigrationListener listener, Clock clock) {
        this(HistoryTables.DEFAULT, database, dialect, lockTimeout, listener, clock);
    }

    /**
     * Applies the pending migrations up to and including {@code target}, or all. If all are applied according to the
     * history, nothing is locked or written: it is enough to connect and read one table.
     *
     * @return what was applied
     * @throws ExecutionException if project and history contradict each other or the database refuses
     */
    public List<MigrationId> migrate(MigrationSequence sequence, @Nullable MigrationId target) {
        return connected(sql ->
                target == null && isComplete(history -> MigrationPlan.isComplete(sequence, history), sql)
                        ? List.of()
                        : locked(sql, lock -> run(sequence, target, Direction.APPLY, sql, lock)));
    }

    /**
     * Whether all of some migrations, and no others, are applied according to the history. This only reads; false if
     * another program has the embedded database open.
     *
     * @param fingerprint the {@link MigrationSequence#fingerprint} of the migrations
     * @throws ExecutionException if the database refuses
     */
    public boolean hasAll(String fingerprint) {
        try {
            return connected(sql -> isComplete(history -> MigrationPlan.isComplete(fingerprint, history), sql));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException refusal && connector.isInUse(refusal)) {
                return false; // a run waits until it can read it
            }
            throw e;
        }
    }

    /**
     * Rolls back the applied migrations down to and including {@code target}, or the last one.
     *
     * @return what was rolled back, the latest first
     * @throws ExecutionException if project and history contradict each other or the database refuses
     */
    public List<MigrationId> rollback(MigrationSequence sequence, @Nullable MigrationId target) {
        return connected(sql -> locked(sql, lock -> run(sequence, target, Direction.ROLL_BACK, sql, lock)));
    }

    /**
     * Passes to the listener the statements that {@link #migrate} or {@link #rollback} would run, and the rows, views,
     * triggers and changes made by hand because of which they would refuse the first migration. It changes nothing.
     * What the others will meet is not known.
     *
     * @return what would be applied or rolled back
     */
    public List<MigrationId> dryRun(MigrationSequence sequence, @Nullable MigrationId target, Direction direction) {
        return connected(sql -> {
            var runs = runs(position(sequence, sql, target), target, direction);
            preview(sql, new ByHand(sql, dialect)).report(runs);
            return ids(runs);
        });
    }

    /** Compares a live database with the schema that it should have. */
    public interface Check {
        /** @throws ExecutionException or another exception of the caller's if they differ */
        void compare(Connection connection, Schema expected) throws SQLException;
    }

    /**
     * Records what {@link #migrate} or {@link #rollback} would record, without running any statement of a migration.
     *
     * @param check receives the schema that the database must have for that; an exception stops the run before anything
     *     is recorded
     * @return what is now recorded as applied or rolled back
     */
    public List<MigrationId> fake(
            MigrationSequence sequence, @Nullable MigrationId target, Direction direction, Check check) {
        return connected(sql -> locked(sql, lock -> {
            var history = new MigrationHistory(tables, sql, clock);
            var position = position(sequence, sql, target);
            var runs = runs(position, target, direction);
            if (!runs.isEmpty()) {
                check.compare(sql.connection(), runs.get(runs.size() - 1).after());
            }
            recordSquash(position, sql, lock);
            for (var run : runs) {
                if (run.recorded() != null) {
                    history.remove(run.migration().id());
                }
                if (!dialect.hasTransactionalDdl()) {
                    new StepJournal(tables, sql, clock).clear(run.migration().id());
                }
                if (direction == Direction.APPLY) {
                    history.recordApplied(run.migration(), clock.instant());
                }
                lock.onceKept(() -> listener.finished(run.migration().id(), direction));
            }
            return ids(runs);
        }));
    }

    /** Looks at a database without changing anything. */
    public interface Look<T> {
        /**
         * @param way the migrations that apply to the database
         * @param applied how many of them are applied
         */
        T at(Connection connection, MigrationSequence way, int applied) throws SQLException;
    }

    /**
     * Looks at the database, without a lock.
     *
     * @throws ExecutionException if project and history contradict each other, a migration is applied in part or the
     *     database refuses
     */
    public <T> T look(MigrationSequence sequence, Look<T> look) {
        return connected(sql -> {
            var position = position(sequence, sql, null);
            return look.at(sql.connection(), position.way(), MigrationPlan.applied(position));
        });
    }

    /** Reads from a database. */
    public interface Read<T> {
        T from(Connection connection) throws SQLException;
    }

    /**
     * Reads from the database, whatever its history, without a lock.
     *
     * @throws ExecutionException if the database refuses
     */
    public <T> T read(Read<T> read) {
        return connected(sql -> read.from(sql.connection()));
    }

    /**
     * Returns the position of the database, with times; it is not checked against the project.
     *
     * @throws ExecutionException if the database refuses
     */
    public Position position(MigrationSequence sequence) {
        return Position.of(sequence.forDatabase(dialect.urlName()), history(), null);
    }

    /** Returns what the database has recorded, in the order of the migrations; empty if it has no history. */
    public List<HistoryEntry> history() {
        return connected(sql -> hasHistory(sql) ? new MigrationHistory(tables, sql, clock).read() : List.of());
    }

    /**
     * Records a squash in the history in place of the migrations that it replaces, if the project no longer has them
     * and the database has all of them. It was checked before that the rest of the history matches the project.
     */
    private void recordSquash(Position position, Sql sql, MigrationLock lock) throws SQLException {
        var squash = position.way().squash();
        if (squash != null && !position.squashed().isEmpty()) {
            new MigrationHistory(tables, sql, clock).recordSquash(position.way().get(squash), position.squashed());
            lock.onceKept(() -> listener.squashed(squash, position.squashed()));
        }
    }

    private static List<MigrationId> ids(List<Run> runs) {
        return runs.stream().map(run -> run.migration().id()).toList();
    }

    private List<MigrationId> run(
            MigrationSequence sequence, @Nullable MigrationId target, Direction direction, Sql sql, MigrationLock lock)
            throws SQLException {
        var position = position(sequence, sql, target);
        var runs = runs(position, target, direction);
        recordSquash(position, sql, lock);
        return run(sql, lock, runs);
    }

    private List<MigrationId> run(Sql sql, MigrationLock lock, List<Run> runs) throws SQLException {
        if (runs.isEmpty()) {
            return List.of();
        }
        TableLocks.limitWaiting(sql, dialect);
        var byHand = new ByHand(sql, dialect);
        var preview = preview(sql, byHand);
        try (var runner = runner(sql, byHand, lock)) {
            for (var i = 0; i < runs.size(); i++) {
                var run = runs.get(i);
                byHand.followedBy(runs.subList(i + 1, runs.size()));
                lock.checkHeld();
                preview.announce(run);
                runner.run(run);
                lock.onceKept(() -> listener.finished(run.migration().id(), run.direction()));
            }
        }
        return ids(runs);
    }

    private Preview preview(Sql sql, ByHand byHand) {
        return new Preview(tables, sql, dialect, byHand, listener, clock);
    }

    private MigrationRunner runner(Sql sql, ByHand byHand, MigrationLock lock) {
        var history = new MigrationHistory(tables, sql, clock);
        return switch (dialect) {
            case H2, MARIADB, MYSQL ->
                new JournalledRunner(tables, sql, dialect, byHand, history, lock, listener, clock);
            case POSTGRESQL -> {
                var transactional = new RunnerOnPostgres(sql, byHand, history, listener, clock);
                var concurrent = new ConcurrentRunner(sql, dialect, byHand, history, listener, clock);
                yield run -> (run.migration().isConcurrent() ? concurrent : transactional).run(run);
            }
            case SQLITE -> new SqliteRunner(sql, byHand, history, lock, listener, clock);
        };
    }

    private Position position(MigrationSequence sequence, Sql sql, @Nullable MigrationId target) throws SQLException {
        return Position.of(sequence.forDatabase(dialect.urlName()), readHistory(sql), target);
    }

    private static List<Run> runs(Position position, @Nullable MigrationId target, Direction direction) {
        var plan = direction == Direction.APPLY
                ? MigrationPlan.forward(position, target)
                : MigrationPlan.backward(position, target);
        var runs = new ArrayList<Run>();
        var recorded = new HashMap<MigrationId, HistoryEntry>();
        position.entries().forEach(entry -> recorded.put(entry.id(), entry));
        for (var migration : plan.migrations()) {
            var base = position.way().before(migration.id());
            runs.add(Run.of(migration, direction, recorded.get(migration.id()), base));
        }
        return runs;
    }

    /**
     * Checks the history without the lock. A failure may only mean that the table does not exist, or that another
     * runner is working.
     */
    private boolean isComplete(Predicate<List<HistoryEntry>> plan, Sql sql) {
        try {
            // An unqualified name could refer to the history of another schema on the search path.
            return plan.test(readHistory(sql));
        } catch (SQLException e) {
            return false; // the run under the lock will report the error
        }
    }

    private List<HistoryEntry> readHistory(Sql sql) throws SQLException {
        return hasHistory(sql) ? new MigrationHistory(tables, sql, clock).readStates() : List.of();
    }

    private boolean hasHistory(Sql sql) throws SQLException {
        return HistoryTables.exists(sql, tables.history());
    }

    /** Work over an open connection. */
    private interface Work<T> {
        T over(Sql sql) throws SQLException;
    }

    /** Work that only one runner does at a time. */
    private interface LockedWork<T> {
        T under(MigrationLock lock) throws SQLException;
    }

    private <T> T connected(Work<T> work) {
        try (var connection = connector.connect()) {
            Server.prepare(connection, dialect);
            return work.over(new Sql(connection, dialect));
        } catch (SQLException e) {
            throw ExecutionException.refused(database.displayUrl() + " refused: " + Refusal.text(e), e);
        }
    }

    private <T> T locked(Sql sql, LockedWork<T> work) throws SQLException {
        try (var lock = MigrationLock.of(tables, dialect, sql, database, lockTimeout)) {
            lock.acquire(lockTimeout, listener);
            tables.create(sql, dialect);
            var result = work.under(lock);
            lock.keep();
            return result;
        }
    }
}
