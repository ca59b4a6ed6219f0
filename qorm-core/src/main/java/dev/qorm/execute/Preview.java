package dev.qorm.execute;

import dev.qorm.dialect.DdlRenderer;
import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.LiveDatabase;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.operation.ConcurrentOperation;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Informs the listener about runs before they start: what a real run is about to lose, and everything that a run would
 * do.
 */
final class Preview {
    private final HistoryTables tables;
    private final Sql sql;
    private final Dialect dialect;
    private final MigrationListener listener;
    private final Clock clock;
    private final ByHand byHand;

    /**
     * Creates a preview for one database.
     *
     * @param tables where the database records its migrations
     * @param byHand what was read from the database, so that it need not be read again
     * @param clock for the times in them, none of which is written here
     */
    Preview(HistoryTables tables, Sql sql, Dialect dialect, ByHand byHand, MigrationListener listener, Clock clock) {
        this.tables = tables;
        this.sql = sql;
        this.dialect = dialect;
        this.byHand = byHand;
        this.listener = listener;
        this.clock = clock;
    }

    /** Passes on everything that {@code runs} would do one after the other, and what would stop the first of them. */
    void report(List<Run> runs) throws SQLException {
        byHand.followedBy(runs.isEmpty() ? runs : runs.subList(1, runs.size()));
        var ahead = new ArrayList<Run>();
        for (var run : runs) {
            ahead.add(asStarted(run));
        }
        var operations =
                ahead.stream().flatMap(run -> run.operations().stream()).toList();
        var live = ahead.isEmpty()
                ? LiveDatabase.NONE
                : new LiveRenderer(sql, dialect).read(operations, ahead.get(0).before());
        for (var run : ahead) {
            reportStart(run);
            reportStatements(run, dialect.renderer(live));
            for (var operation : run.operations()) {
                live = live.after(operation);
            }
            live = live.in(run.after());
            if (run.equals(ahead.get(0))) {
                reportObstacles(run);
            }
        }
    }

    private void reportStatements(Run run, DdlRenderer renderer) throws SQLException {
        for (var rendered : run.render(renderer)) {
            for (var statement : remaining(run, rendered)) {
                listener.statement(run.migration().id(), statement);
            }
        }
    }

    /** Announces what the run loses, and that it starts. */
    void announce(Run run) throws SQLException {
        reportStart(asStarted(run));
    }

    private void reportStart(Run run) throws SQLException {
        var losses = run.losses();
        if (!losses.isEmpty()) {
            listener.losing(run.migration().id(), run.direction(), losses);
        }
        var unknown = byHand.losses(run);
        if (!unknown.isEmpty()) {
            listener.losingUnknown(run.migration().id(), run.direction(), unknown);
        }
        var broken = byHand.broken(run);
        if (!broken.isEmpty()) {
            listener.breaking(run.migration().id(), run.direction(), broken);
        }
        listener.starting(run.migration().id(), run.direction());
    }

    /**
     * Returns the run of the operations that are known to be started; if a migration was stopped, the last of them may
     * not have been done.
     */
    private Run asStarted(Run run) throws SQLException {
        var recorded = run.recorded();
        if (dialect.hasTransactionalDdl()
                || run.direction() == Direction.APPLY
                || recorded == null
                || recorded.state() != HistoryEntry.State.APPLYING) {
            return run;
        }
        var steps = new StepJournal(tables, sql, clock).left(recorded.id());
        var rendered = run.forward().render(dialect.renderer(LiveDatabase.STARTED));
        var isUnclear = steps.isEmpty() || !steps.get(steps.size() - 1).isDone();
        // The row in the history is the first INTENT.
        var started = StoppedMigration.started(rendered, Math.max(steps.size(), 1), isUnclear);
        return run.upTo(started.operations());
    }

    /**
     * Returns the statements of an operation that still have to run. If an earlier run executed it concurrently, the
     * catalog shows this, because there is no journal.
     */
    private List<String> remaining(Run run, RenderedOperation rendered) throws SQLException {
        return dialect == Dialect.POSTGRESQL
                        && run.isStarted()
                        && rendered.operation() instanceof ConcurrentOperation operation
                        && operation.isConcurrent()
                ? ConcurrentProgress.of(operation, sql).remaining(rendered)
                : rendered.statements().stream().map(Statement::sql).toList();
    }

    /** Passes on what would stop the run before its first statement. */
    private void reportObstacles(Run run) throws SQLException {
        if (run.isStarted()) {
            return; // what was started is not checked again
        }
        var obstacles = new ArrayList<>(new Preflight(sql, dialect.renderer(), listener).obstacles(run));
        if (dialect.doesConcurrently(run.migration())) {
            obstacles.addAll(ConcurrentRunner.done(run, sql));
        }
        obstacles.addAll(byHand.obstacles(run));
        obstacles.addAll(new UnknownDefinitions(sql, dialect).obstacles(run));
        if (!obstacles.isEmpty()) {
            listener.obstructed(run.migration().id(), run.direction(), obstacles);
        }
    }
}
