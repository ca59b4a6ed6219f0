package dev.qorm.execute;

import dev.qorm.dialect.DdlRenderer;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.operation.CreateIndex;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;

/**
 * On PostgreSQL, for a migration that builds and drops indexes concurrently: its statements stand in no transaction. That it
 * is begun is recorded before the first of them; how far it came the catalogue tells, so that a run after a failure or a
 * crash goes on there. An index that is invalid is dropped and built again.
 *
 * <p>What a migration finds done that was not begun, somebody else did: it may be another index, whatever its name.
 */
final class ConcurrentRunner implements MigrationRunner {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Sql sql;
    private final DdlRenderer renderer;
    private final Preflight preflight;
    private final PostgresIndexes indexes;
    private final MigrationHistory history;
    private final MigrationListener listener;
    private final Clock clock;

    ConcurrentRunner(Sql sql, DdlRenderer renderer, MigrationHistory history, MigrationListener listener, Clock clock) {
        this.sql = sql;
        this.renderer = renderer;
        this.preflight = new Preflight(sql, renderer);
        this.indexes = new PostgresIndexes(sql);
        this.history = history;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public void run(Run run) throws SQLException {
        var started = clock.instant();
        var operations = run.render(renderer, run.operationCount());
        if (!run.isBegun()) {
            checkIndexes(run);
            preflight.checkAll(run);
        }
        recordStart(run, started);
        var limit = TableLocks.lift(sql);
        for (var operation : operations) {
            execute(run, operation, !run.isBegun() && operation.equals(operations.get(0)));
        }
        TableLocks.limitWaiting(sql, limit);
        if (run.direction() == Direction.APPLY) {
            history.recordFinish(run.migration().id(), started);
        } else {
            history.remove(run.migration().id());
        }
    }

    private void recordStart(Run run, Instant started) throws SQLException {
        var recorded = run.recorded();
        if (recorded == null) {
            history.recordStart(run.migration(), started);
        } else if (run.direction() == Direction.ROLL_BACK && !recorded.state().isRollingBack()) {
            history.recordRollback(recorded.id(), recorded.operationCount(), false);
        }
    }

    private void checkIndexes(Run run) throws SQLException {
        var done = new ArrayList<String>();
        for (var operation : run.operations(run.operationCount())) {
            if (indexes.isDone(operation)) {
                done.add("\n  '" + operation.describe() + "': an index of that name is "
                        + (operation instanceof CreateIndex ? "there already" : "not there"));
            }
        }
        if (!done.isEmpty()) {
            var isApplied = run.direction() == Direction.APPLY;
            throw ExecutionException.contradiction((isApplied ? "" : "rolling back ")
                    + run.migration().id() + " was not begun, since this was done by hand, or by another tool:"
                    + String.join("", done) + "\n  Undo that by hand, and run the goal again."
                    + (isApplied
                            ? " Or, where all of the migration is done, mvn qorm:migrate -Dqorm.fake compares and records it."
                            : ""));
        }
    }

    private void execute(Run run, RenderedOperation rendered, boolean isFirst) throws SQLException {
        var operation = rendered.operation();
        var found = indexes.find(operation);
        if (PostgresIndexes.isDone(operation, found)) {
            return;
        }
        var statements = new ArrayList<String>();
        if (found != null && operation instanceof CreateIndex) {
            statements.add(found.drop()); // it is invalid
        }
        rendered.statements().stream().map(Statement::sql).forEach(statements::add);
        for (var statement : statements) {
            try {
                execute(run, statement);
            } catch (SQLException e) {
                throw run.failure(rendered, statement, e, advice(run, rendered, isFirst, e));
            }
        }
    }

    private void execute(Run run, String statement) throws SQLException {
        listener.statement(run.migration().id(), statement);
        sql.execute(statement);
    }

    /** Leaves no index behind that costs time and serves nobody. */
    private String advice(Run run, RenderedOperation rendered, boolean isFirst, SQLException refusal) {
        var goal = "mvn qorm:" + (run.direction() == Direction.APPLY ? "migrate" : "rollback");
        try {
            var isCreated = rendered.operation() instanceof CreateIndex;
            var left = indexes.find(rendered.operation());
            var invalid = left == null || left.isValid() ? null : left;
            if (invalid != null && isCreated) {
                execute(run, invalid.drop());
            }
            var isNothingDone = isFirst && (isCreated || invalid == null);
            if (isNothingDone) {
                withdraw(run);
            }
            return (UNIQUE_VIOLATION.equals(refusal.getSQLState()) ? rows(run, rendered) : "")
                    + (invalid != null && isCreated ? "The index that this left, an invalid one, is dropped. " : "")
                    + standing(run, isNothingDone) + " Mend the cause and run " + goal + " again"
                    + (isNothingDone ? "." : ": it goes on with this statement" + wayBack(run));
        } catch (SQLException | ExecutionException unknown) {
            refusal.addSuppressed(unknown);
            return "Whether this statement took effect, or left an invalid index, is not known: when the database can be"
                    + " reached, run " + goal + " again, which finds out and goes on.";
        }
    }

    private String rows(Run run, RenderedOperation rendered) {
        var queries = new StringBuilder();
        for (var probe : run.probes(renderer, run.operationCount())) {
            if (probe.operation().equals(rendered.operation())) {
                queries.append("This finds the rows that are in the way:\n    ")
                        .append(probe.query())
                        .append("\n  ");
            }
        }
        return queries.toString();
    }

    private static String standing(Run run, boolean isNothingDone) {
        if (run.direction() == Direction.ROLL_BACK) {
            return isNothingDone
                    ? "Nothing of this migration is rolled back."
                    : "What is rolled back of this migration stays so.";
        }
        return isNothingDone
                ? "Nothing of this migration is applied; the ones before it are."
                : "What is done of this migration stays, and is recorded as begun.";
    }

    private static String wayBack(Run run) {
        return run.direction() == Direction.APPLY ? "; or mvn qorm:rollback: it takes back what is done." : ".";
    }

    /** What was begun just now, and of which nothing is done, is not begun. */
    private void withdraw(Run run) throws SQLException {
        if (run.direction() == Direction.APPLY) {
            history.remove(run.migration().id());
        } else {
            history.recordKept(run.migration().id());
        }
    }
}
