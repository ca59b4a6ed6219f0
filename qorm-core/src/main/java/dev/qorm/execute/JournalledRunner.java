package dev.qorm.execute;

import dev.qorm.dialect.DdlRenderer;
import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.execute.MigrationListener.Direction;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * On a database that commits every DDL statement: each one is a step of a journal, so that a run after a failure or a
 * crash goes on where the last one stopped. Nothing runs twice, and nobody has to repair anything.
 *
 * <p>A migration that was applied in part can be rolled back too: the operations that were begun are undone.
 */
final class JournalledRunner implements MigrationRunner {
    private final HistoryTables tables;
    private final Sql sql;
    private final Dialect dialect;
    private final DdlRenderer renderer;
    private final MigrationHistory history;
    private final MigrationLock lock;
    private final MigrationListener listener;
    private final Clock clock;

    JournalledRunner(
            HistoryTables tables,
            Sql sql,
            Dialect dialect,
            MigrationHistory history,
            MigrationLock lock,
            MigrationListener listener,
            Clock clock) {
        this.tables = tables;
        this.sql = sql;
        this.dialect = dialect;
        this.renderer = dialect.renderer();
        this.history = history;
        this.lock = lock;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public void run(Run run) throws SQLException {
        if (run.direction() == Direction.APPLY) {
            apply(run);
        } else {
            rollBack(run);
        }
    }

    private void apply(Run run) throws SQLException {
        var started = clock.instant();
        var journal = journal(run);
        if (run.recorded() == null) {
            history.recordStart(run.migration(), started);
        }
        steps(run, journal, run.render(renderer, run.operationCount()));
        together(() -> {
            history.recordFinish(run.migration().id(), started);
            journal.clear();
        });
    }

    private void rollBack(Run run) throws SQLException {
        var journal = journal(run);
        var operationCount = run.operationCount();
        if (run.recorded() != null && run.recorded().state() != State.ROLLING_BACK) {
            operationCount = run.recorded().state() == State.APPLYING ? begunOperations(run, journal) : operationCount;
            var begun = operationCount;
            together(() -> {
                history.recordRollback(run.migration().id(), begun);
                journal.clear();
            });
        }
        steps(run, journal, run.render(renderer, operationCount));
        together(() -> {
            history.remove(run.migration().id());
            journal.clear();
        });
    }

    private StepJournal journal(Run run) {
        return new StepJournal(tables, sql, clock, run.migration().id());
    }

    /** Changes that belong together; rows are what every database takes back. */
    private void together(Records records) throws SQLException {
        var connection = sql.connection();
        connection.setAutoCommit(false);
        try {
            records.write();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            try {
                // Switching back commits what is open; after a failure there must be nothing open.
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException gone) {
                e.addSuppressed(gone);
            }
            throw e;
        }
        connection.setAutoCommit(true);
    }

    private interface Records {
        void write() throws SQLException;
    }

    private void steps(Run run, StepJournal journal, List<RenderedOperation> rendered) throws SQLException {
        var known = journal.read();
        checkSameStatements(run, known, rendered);
        var number = 0;
        for (var operation : rendered) {
            for (var statement : operation.statements()) {
                var step = new Step(run, operation, statement, number, number < known.size());
                if (!step.wasIntended || !known.get(number).isDone()) {
                    execute(step, journal);
                }
                number++;
            }
        }
    }

    /**
     * One statement.
     *
     * @param wasIntended whether an earlier run was about to execute it, and it is not known whether it did
     */
    private record Step(Run run, RenderedOperation operation, Statement statement, int number, boolean wasIntended) {
        String sql() {
            return statement.sql();
        }

        ExecutionException failure(SQLException cause) {
            return run.failure(operation, sql(), cause, advice());
        }

        private String advice() {
            if (run.direction() == Direction.ROLL_BACK) {
                return switch (number) {
                            case 0 -> "Nothing of this migration is rolled back.";
                            case 1 -> "The statement before it is done and recorded.";
                            default -> "The " + number + " statements before it are done and recorded.";
                        }
                        + " Mend the cause and run mvn qorm:rollback again: it goes on with this statement.";
            }
            var again = " Mend the cause and run mvn qorm:migrate again: it goes on with this statement; or mvn"
                    + " qorm:rollback: it takes ";
            return switch (number) {
                case 0 -> "No statement of this migration is applied yet." + again + "the migration back.";
                case 1 -> "The statement of this migration before it is applied and recorded." + again + "it back.";
                default ->
                    "The " + number + " statements of this migration before it are applied and recorded." + again
                            + "them back.";
            };
        }
    }

    private void execute(Step step, StepJournal journal) throws SQLException {
        lock.checkHeld();
        listener.statement(step.run.migration().id(), step.sql());
        try {
            if (!step.wasIntended) {
                journal.intend(step.number, step.sql());
            }
            executeAndRecord(step.sql(), step.number, journal);
        } catch (SQLException e) {
            var mayBeDone = step.wasIntended || step.statement.mayBeDone();
            if (!mayBeDone || !AlreadyDone.says(dialect, e, step.sql())) {
                withdraw(step, journal, e);
                throw step.failure(e);
            }
            journal.done(step.number);
        }
    }

    private static void withdraw(Step step, StepJournal journal, SQLException refusal) {
        try {
            journal.withdraw(step.number);
        } catch (SQLException gone) {
            // Without a connection the INTENT stays, and the next run finds out whether the statement took effect.
            refusal.addSuppressed(gone);
        }
    }

    /**
     * A statement and its DONE in one transaction. What changes rows is atomic with it and never runs twice; what
     * changes the schema commits by itself, and DONE after it.
     */
    private void executeAndRecord(String statement, int number, StepJournal journal) throws SQLException {
        together(() -> {
            sql.execute(statement);
            journal.done(number);
        });
    }

    /** How many operations of a migration that was applied in part have at least one of their statements done. */
    private int begunOperations(Run run, StepJournal journal) throws SQLException {
        var forward = new Run(run.migration(), Direction.APPLY, run.recorded(), run.base());
        var rendered = forward.render(renderer, run.operationCount());
        var known = journal.read();
        checkSameStatements(forward, known, rendered);
        var operations = 0;
        var number = 0;
        for (var operation : rendered) {
            if (number >= known.size()) {
                break;
            }
            for (var statement : operation.statements()) {
                if (number < known.size() && !known.get(number).isDone() && !settle(statement.sql(), number, journal)) {
                    return number == firstStep(rendered, operations) ? operations : operations + 1;
                }
                number++;
            }
            operations++;
        }
        return operations;
    }

    private static int firstStep(List<RenderedOperation> rendered, int operation) {
        return rendered.subList(0, operation).stream()
                .mapToInt(before -> before.statements().size())
                .sum();
    }

    /** Finds out whether a statement that was intended took effect, by running it; false when it cannot. */
    private boolean settle(String statement, int number, StepJournal journal) throws SQLException {
        try {
            executeAndRecord(statement, number, journal);
        } catch (SQLException e) {
            if (!AlreadyDone.says(dialect, e, statement)) {
                journal.withdraw(number);
                return false;
            }
            journal.done(number);
        }
        return true;
    }

    /** What was begun has to be what is finished. */
    private static void checkSameStatements(Run run, List<StepJournal.Step> known, List<RenderedOperation> rendered) {
        var statements = rendered.stream()
                .flatMap(operation -> operation.statements().stream())
                .map(statement -> StepJournal.hash(statement.sql()))
                .toList();
        for (var i = 0; i < known.size(); i++) {
            if (i >= statements.size() || !statements.get(i).equals(known.get(i).hash())) {
                throw ExecutionException.contradiction(run.migration().id() + " was begun on this database with other"
                        + " statements than it has now (statement " + (i + 1)
                        + "); finish it with the version of qorm and of the migration that began it");
            }
        }
    }
}
