package dev.qorm.execute;

import dev.qorm.dialect.DdlRenderer;
import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.PostgresNotNull;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.RowProbe;
import dev.qorm.execute.ConcurrentProgress.Stage;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.ConcurrentOperation;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Index;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.UniqueConstraint;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a migration that changes indexes, keys, checks and NOT NULL concurrently on PostgreSQL, where its statements run
 * outside a transaction. The start of the migration is recorded before the first of them; the catalog shows how far
 * it got, so that a run after a failure or a crash continues there. An index that is invalid is dropped and built
 * again.
 *
 * <p>If something is already done before the migration has started, somebody else did it: it may be a different index
 * or key in spite of its name.
 */
final class ConcurrentRunner implements MigrationRunner {
    /**
     * For a foreign key, a unique constraint, a check and an exclusion constraint ("PostgreSQL Error Codes" in its
     * manual).
     */
    private static final Set<String> VIOLATIONS = Set.of("23503", "23505", "23514", "23P01");

    private final Sql sql;
    private final DdlRenderer renderer;
    private final LiveRenderer live;
    private final Preflight preflight;
    private final ByHand byHand;
    private final MigrationHistory history;
    private final MigrationListener listener;
    private final Clock clock;

    ConcurrentRunner(
            Sql sql,
            Dialect dialect,
            ByHand byHand,
            MigrationHistory history,
            MigrationListener listener,
            Clock clock) {
        this.sql = sql;
        this.renderer = dialect.renderer();
        this.live = new LiveRenderer(sql, dialect);
        this.preflight = new Preflight(sql, renderer, listener);
        this.byHand = byHand;
        this.history = history;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public void run(Run run) throws SQLException {
        var started = clock.instant();
        var operations = run.render(live, List.of());
        if (!run.isStarted()) {
            checkNothingIsDone(run);
            byHand.check(run);
            preflight.checkAll(run);
        }
        recordStart(run, started);
        var timeout = LockTimeout.of(sql);
        for (var operation : operations) {
            execute(run, operation, timeout, !run.isStarted() && operation.equals(operations.get(0)));
        }
        timeout.lift(false);
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

    private ConcurrentProgress progress(Operation operation) throws SQLException {
        return ConcurrentProgress.of((ConcurrentOperation) operation, sql);
    }

    private void checkNothingIsDone(Run run) throws SQLException {
        var done = done(run, sql);
        if (!done.isEmpty()) {
            throw ExecutionException.contradiction(
                    run.subject() + " was not started, because this was already done, by hand or by another tool:\n  "
                            + String.join("\n  ", done)
                            + "\n  Undo that by hand, and run the goal again."
                            + (run.direction() == Direction.APPLY
                                    ? " Or, if all of the migration is done, run mvn qorm:migrate -Dqorm.fake, which compares and records it."
                                    : ""));
        }
    }

    /**
     * Returns what is already done of a run that has not started, a line for each operation: the run is then refused.
     */
    static List<String> done(Run run, Sql sql) throws SQLException {
        var done = new ArrayList<String>();
        for (var each : run.operations()) {
            var operation = (ConcurrentOperation) each;
            var progress = ConcurrentProgress.of(operation, sql);
            if (operation instanceof AlterColumn alter) {
                // NOT NULL has no other properties, so it does not matter who set it.
                if (progress.removal() != null) {
                    done.add("'" + operation.describe() + "': the check "
                            + PostgresNotNull.checkName(alter.to().name()) + " of " + alter.table()
                            + ", which it needs temporarily, already exists");
                }
            } else if (operation.isAddition() ? progress.stage() != Stage.NONE : progress.stage() == Stage.ALL) {
                done.add("'" + operation.describe() + "': "
                        + (operation.element() instanceof Index ? "an index" : "a key, check or index")
                        + " of that name " + (operation.isAddition() ? "already exists" : "does not exist"));
            }
        }
        return done;
    }

    private void execute(Run run, RenderedOperation rendered, LockTimeout timeout, boolean isFirst)
            throws SQLException {
        var isUntouched = isFirst && keepsValues(rendered.operation());
        for (var statement : progress(rendered.operation()).remaining(rendered)) {
            try {
                timeout.lift(holdsNobodyUp(rendered, statement));
                execute(run, statement);
            } catch (SQLException e) {
                throw run.failure(rendered, statement, e, advice(run, rendered, timeout, isUntouched, e));
            }
        }
    }

    /**
     * Whether the operation gives no values to rows. The values, which may have been set in part even by a statement
     * that fails, are not restored when the remains of that statement are removed.
     */
    private static boolean keepsValues(Operation operation) {
        return !(operation instanceof AlterColumn alter) || alter.keepsValues();
    }

    /**
     * Whether a statement makes no reader or writer wait: those that build or drop an index, and those that check rows.
     */
    private static boolean holdsNobodyUp(RenderedOperation rendered, String statement) {
        var operation = (ConcurrentOperation) rendered.operation();
        var all = rendered.statements();
        if (operation instanceof AlterColumn) {
            return all.size() > 2 && statement.equals(all.get(all.size() - 3).sql()); // VALIDATE CONSTRAINT
        }
        var isLast = statement.equals(all.get(all.size() - 1).sql());
        if (operation.element() instanceof Index) {
            return isLast || operation.isAddition();
        }
        return operation.element() instanceof UniqueConstraint ? !isLast : isLast && operation.isAddition();
    }

    private void execute(Run run, String statement) throws SQLException {
        listener.statement(run.migration().id(), statement);
        sql.execute(statement);
    }

    private String advice(
            Run run, RenderedOperation rendered, LockTimeout timeout, boolean isUntouched, SQLException refusal) {
        try {
            var isViolated = VIOLATIONS.contains(String.valueOf(refusal.getSQLState()));
            var left = progress(rendered.operation());
            var removal = removal((ConcurrentOperation) rendered.operation(), left, isViolated);
            var refused = removal == null ? null : refusalOf(run, rendered, removal, timeout);
            var isNothingLeft = refused == null && (left.stage() == Stage.NONE || removal != null);
            var isNothingDone = isUntouched && isNothingLeft;
            if (isNothingDone) {
                withdraw(run);
            }
            return (isViolated ? rows(run, rendered, left) : "")
                    + (removal == null ? "" : removed(left, refused))
                    + standing(run, isNothingDone) + " Fix the cause and run " + run.goal() + " again"
                    + (isNothingDone ? "." : ": it continues with this statement" + wayBack(run));
        } catch (SQLException | ExecutionException unknown) {
            refusal.addSuppressed(unknown);
            return "It is not known whether this statement took effect, or what it left. When the database can be"
                    + " reached, run " + run.goal() + " again: it finds out and continues.";
        }
    }

    /**
     * Returns the statement that removes what a failed one left, if that costs time and is of no use, or holds for new
     * rows and cannot hold for the old ones; null for nothing.
     */
    private static @Nullable String removal(
            ConcurrentOperation operation, ConcurrentProgress left, boolean isViolated) {
        return operation.isAddition() && (left.stage() == Stage.NONE || (left.stage() == Stage.HALF && isViolated))
                ? left.removal()
                : null;
    }

    /** Returns why the removal is refused, for example because the table is in use; null if it succeeds. */
    private @Nullable SQLException refusalOf(Run run, RenderedOperation rendered, String removal, LockTimeout timeout) {
        try {
            timeout.lift(holdsNobodyUp(rendered, removal));
            execute(run, removal);
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    private static String removed(ConcurrentProgress left, @Nullable SQLException refused) {
        return (left.stage() == Stage.NONE
                        ? "The invalid index that this left is"
                        : "The constraint that this left, which holds only for new rows, is")
                + (refused == null
                        ? " dropped. "
                        : " still there, because dropping it was refused: " + Refusal.text(refused, true) + "\n  ");
    }

    private String rows(Run run, RenderedOperation rendered, ConcurrentProgress left) {
        var queries = rendered.operation() instanceof AlterColumn alter
                ? left.stage() == Stage.HALF ? List.of(rowsWithNull(alter)) : List.<String>of()
                : run.probes(renderer).stream()
                        .filter(probe -> probe.operation().equals(rendered.operation()))
                        .map(RowProbe::query)
                        .toList();
        return queries.stream()
                .map(query -> "This finds the rows that are in the way:\n    " + query + "\n  ")
                .collect(Collectors.joining());
    }

    /** There may be such rows even if they were to get a value, since that value may be NULL, too. */
    private static String rowsWithNull(AlterColumn alter) {
        return "select * from " + SqlText.quoted(alter.table()) + " where "
                + SqlText.quoted(alter.to().name()) + " is null";
    }

    private static String standing(Run run, boolean isNothingDone) {
        if (isNothingDone) {
            return run.nothingDone();
        }
        return run.direction() == Direction.APPLY
                ? "The finished part of this migration stays, and the migration is recorded as started."
                : "The part of this migration that is rolled back stays so.";
    }

    private static String wayBack(Run run) {
        return run.direction() == Direction.APPLY
                ? "; or run mvn qorm:rollback, which rolls back the finished part."
                : ".";
    }

    /** Withdraws the record of a run that was started just now and of which nothing is done. */
    private void withdraw(Run run) throws SQLException {
        if (run.direction() == Direction.APPLY) {
            history.remove(run.migration().id());
        } else {
            history.recordKept(run.migration().id());
        }
    }
}
