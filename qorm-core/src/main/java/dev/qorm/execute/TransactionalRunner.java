package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.operation.RunJava;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Runs a migration on a database with transactional DDL: the statements and the record are committed together, or
 * nothing happens.
 */
abstract class TransactionalRunner implements MigrationRunner {
    private static final String TOOK_BACK_ALL = "The database rolled back everything that this run did.";

    final Sql sql;

    private final Dialect dialect;
    private final LiveRenderer renderer;
    private final Preflight preflight;
    private final JavaSteps javaSteps;
    private final ByHand byHand;
    private final MigrationHistory history;
    private final MigrationListener listener;
    private final Clock clock;

    TransactionalRunner(
            Sql sql,
            Dialect dialect,
            ByHand byHand,
            MigrationHistory history,
            MigrationListener listener,
            Clock clock) {
        this.sql = sql;
        this.byHand = byHand;
        this.dialect = dialect;
        this.renderer = new LiveRenderer(sql, dialect);
        this.preflight = new Preflight(sql, dialect.renderer(), listener);
        this.javaSteps = new JavaSteps(sql, dialect);
        this.history = history;
        this.listener = listener;
        this.clock = clock;
    }

    /** Starts what {@link #commit} commits and {@link #rollBack} rolls back. */
    void begin() throws SQLException {
        sql.connection().setAutoCommit(false);
    }

    /** Called before the first statement of an operation runs. */
    void prepare(RenderedOperation operation) throws SQLException {}

    void execute(Statement statement) throws SQLException {
        sql.execute(statement.sql());
    }

    /** Called when all statements of an operation have run. */
    void finish(RenderedOperation operation) throws SQLException {}

    void commit(Run run) throws SQLException {
        sql.connection().commit();
        sql.connection().setAutoCommit(true);
    }

    void rollBack() throws SQLException {
        sql.connection().rollback();
        sql.connection().setAutoCommit(true);
    }

    /**
     * Undoes the statements of the failed migration, so that the rows are as before it. Returns whether the migrations
     * before it are kept, which were already reported as done.
     */
    boolean undo() throws SQLException {
        sql.connection().rollback();
        return true;
    }

    @Override
    public final void run(Run run) throws SQLException {
        var started = clock.instant();
        preflight.checkBeforeTransaction(run);
        byHand.check(run);
        begin();
        try {
            for (var operation : run.render(renderer, List.of())) {
                execute(run, operation);
            }
            if (run.direction() == Direction.APPLY) {
                history.recordApplied(run.migration(), started);
            } else {
                history.remove(run.migration().id());
            }
            commit(run);
        } catch (SQLException | RuntimeException e) {
            rollBackAfter(e);
            throw e;
        }
    }

    private void execute(Run run, RenderedOperation operation) {
        var last = "";
        try {
            prepare(operation);
            for (var statement : operation.statements()) {
                last = statement.sql();
                listener.statement(run.migration().id(), last);
                if (operation.operation() instanceof RunJava java) {
                    javaSteps.run(java);
                } else {
                    execute(statement);
                }
            }
            finish(operation);
        } catch (SQLException e) {
            throw run.failure(operation, last, e, standing(run, e) + advice(run, operation, e));
        }
    }

    /** Returns which rows are in the way, and what is done. */
    private String standing(Run run, SQLException refusal) {
        try {
            return undo() ? preflight.rowsBehind(refusal, run) + run.nothingDone() : TOOK_BACK_ALL;
        } catch (SQLException gone) {
            // With the connection, the transaction is lost.
            refusal.addSuppressed(gone);
            return run.nothingDone();
        }
    }

    private String advice(Run run, RenderedOperation operation, SQLException refusal) {
        return " Fix the cause and run " + run.goal() + " again."
                + (run.direction() == Direction.APPLY
                        ? run.adviceIfNothingDone(dialect, refusal, operation.operation())
                        : run.rollbackAdvice(operation));
    }

    private void rollBackAfter(Exception failure) {
        try {
            rollBack();
        } catch (SQLException e) {
            // The connection is lost, and with it the transaction.
            failure.addSuppressed(e);
        } catch (ExecutionException e) {
            // The migrations before it could not be kept, which is more important for the current state.
            e.addSuppressed(failure);
            throw e;
        }
    }
}
