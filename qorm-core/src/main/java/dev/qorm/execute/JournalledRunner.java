package dev.qorm.execute;

import dev.qorm.dialect.DdlRenderer;
import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RunSql;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * On a database that commits every DDL statement: each one is a step of a journal, so that a run after a failure or a
 * crash goes on where the last one stopped. Nothing runs twice, and nobody has to repair anything.
 *
 * <p>A migration that was applied in part can be rolled back too: the operations that were begun are undone.
 */
final class JournalledRunner implements MigrationRunner {
    private final Sql sql;
    private final Dialect dialect;
    private final DdlRenderer renderer;
    private final Preflight preflight;
    private final MigrationHistory history;
    private final StepJournal journal;
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
        this.sql = sql;
        this.dialect = dialect;
        this.renderer = dialect.renderer();
        this.preflight = new Preflight(sql, renderer);
        this.history = history;
        this.journal = new StepJournal(tables, sql, clock);
        this.lock = lock;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public void run(Run run) throws SQLException {
        if (sql.connection().getAutoCommit()) {
            // For all migrations: each change of it is a statement for MariaDB's and MySQL's server.
            sql.connection().setAutoCommit(false);
        }
        if (run.direction() == Direction.APPLY) {
            apply(run);
        } else {
            rollBack(run);
        }
    }

    @Override
    public void close() throws SQLException {
        sql.connection().setAutoCommit(true);
    }

    private void apply(Run run) throws SQLException {
        var id = run.migration().id();
        var started = clock.instant();
        var rendered = run.render(renderer, run.operationCount());
        if (run.recorded() == null) {
            preflight.check(run, rendered);
            Records begin = () -> history.recordStart(run.migration(), started);
            steps(run, List.of(), rendered, begin, () -> history.recordFinish(id, started));
        } else {
            steps(run, begunStatements(id, rendered), rendered, () -> {}, () -> history.recordFinish(id, started));
        }
    }

    /** What is known of a migration that was begun: at least that its first statement was intended. */
    private List<StepJournal.Step> begunStatements(MigrationId id, List<RenderedOperation> rendered)
            throws SQLException {
        var left = journal.left(id);
        return left.isEmpty()
                ? statements(rendered).limit(1).map(StepJournal.Step::intended).toList()
                : left;
    }

    private static Stream<String> statements(List<RenderedOperation> rendered) {
        return rendered.stream()
                .flatMap(operation -> operation.statements().stream())
                .map(Statement::sql);
    }

    private void rollBack(Run run) throws SQLException {
        var id = run.migration().id();
        var left = journal.left(id);
        var recorded = run.recorded();
        var begun =
                new Begun(run.operationCount(), recorded != null && recorded.state() == State.ROLLING_BACK_HALF_DONE);
        Records begin = () -> {};
        if (recorded != null && !recorded.state().isRollingBack()) {
            var isJournalled = recorded.state() == State.APPLYING;
            var found = isJournalled ? begunOperations(run) : begun;
            begin = () -> {
                history.recordRollback(id, found.operations, found.isLastHalfDone);
                if (isJournalled) {
                    journal.clear(id);
                }
            };
            left = List.of();
            begun = found;
        }
        var rendered = begun.isLastHalfDone
                ? run.renderUndo(renderer, begun.operations)
                : run.render(renderer, begun.operations);
        if (recorded != null && recorded.state() == State.APPLIED) {
            preflight.check(run, rendered);
        } else if (recorded != null && recorded.state() == State.APPLYING) {
            preflight.checkMeaning(run, begun.operations);
        }
        steps(run, left, rendered, begin, () -> history.remove(id));
    }

    /**
     * How far a migration came that is rolled back.
     *
     * @param operations how many of its operations have at least one of their statements done, for all that is known
     * @param isLastHalfDone whether some statements of the last of them never ran, or it is not known whether they did
     */
    private record Begun(int operations, boolean isLastHalfDone) {}

    /** Changes that belong together; rows are what every database takes back. */
    private void together(Records records) throws SQLException {
        var connection = sql.connection();
        try {
            records.write();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException gone) {
                e.addSuppressed(gone);
            }
            throw e;
        }
    }

    private interface Records {
        void write() throws SQLException;
    }

    /**
     * Runs the statements that are not known to be done.
     *
     * @param known what earlier runs left of them
     * @param begin what is recorded before the first one, with its INTENT
     * @param end what is recorded with the effect of the last one
     */
    private void steps(
            Run run, List<StepJournal.Step> known, List<RenderedOperation> rendered, Records begin, Records end)
            throws SQLException {
        checkSameStatements(run, known, rendered);
        var steps = new ArrayList<Step>();
        for (var operation : rendered) {
            for (var statement : operation.statements()) {
                var number = steps.size();
                var before = number == 0 ? null : steps.get(number - 1).statement;
                var wasIntended = number < known.size() && !known.get(number).isDone();
                steps.add(new Step(run, operation, statement, before, number, wasIntended));
            }
        }
        var first = (int) known.stream().filter(StepJournal.Step::isDone).count();
        var isApplied = run.direction() == Direction.APPLY;
        var course = new Course(run, steps, !isApplied || steps.size() > 1 || !known.isEmpty(), end);
        // Where a migration is applied, its row in the history is the INTENT of the first statement.
        var isIntended = isApplied && first == 0 && !steps.isEmpty();
        if (!isIntended) {
            together(() -> {
                begin.write();
                recordDone(course, first);
            });
        }
        for (var step : steps.subList(first, steps.size())) {
            execute(step, isIntended && step.number == 0 ? begin : () -> {}, () -> recordDone(course, step.number + 1));
        }
    }

    /**
     * The statements of a migration one after the other.
     *
     * @param isJournalled whether there are records of single steps
     * @param end what is recorded with the effect of the last one
     */
    private record Course(Run run, List<Step> steps, boolean isJournalled, Records end) {}

    /** Records that the first {@code count} steps are done: by the INTENT of the next one, or by the end. */
    private void recordDone(Course course, int count) throws SQLException {
        var id = course.run.migration().id();
        if (count == course.steps.size()) {
            course.end.write();
            if (course.isJournalled) {
                journal.clear(id);
            }
        } else if (!course.steps.get(count).wasIntended) {
            journal.intend(id, count, course.steps.get(count).sql());
        }
    }

    /**
     * One statement.
     *
     * @param before the one before it, or null for the first
     * @param wasIntended whether an earlier run was about to execute it, and it is not known whether it did
     */
    private record Step(
            Run run,
            RenderedOperation operation,
            Statement statement,
            @Nullable Statement before,
            int number,
            boolean wasIntended) {
        String sql() {
            return statement.sql();
        }

        ExecutionException failure(SQLException cause, String advice) {
            return run.failure(operation, sql(), cause, advice);
        }

        /** Whether a person wrote several statements as one: that the first is done does not say it of the others. */
        boolean isOfSeveral() {
            var end = sql().indexOf(';');
            return operation.operation() instanceof RunSql
                    && end >= 0
                    && !sql().substring(end + 1).isBlank();
        }

        String adviceWithoutConnection() {
            return "Whether this statement took effect is not known: when the database can be reached, run mvn qorm:"
                    + (run.direction() == Direction.APPLY ? "migrate" : "rollback")
                    + " again, which finds out and goes on.";
        }

        /** What changes the schema by hand may have been done by the run that was stopped in it. */
        String advice() {
            return wasIntended && operation.operation() instanceof RunSql && AlreadyDone.commits(sql())
                    ? "An earlier run was stopped in this statement, and it is not known whether it took effect: look"
                            + " before you run it again. " + adviceWhenRefused()
                    : adviceWhenRefused();
        }

        private String adviceWhenRefused() {
            if (run.direction() == Direction.ROLL_BACK) {
                return switch (number) {
                            case 0 -> "Nothing of this migration is rolled back.";
                            case 1 -> "The statement before it is done and recorded.";
                            default -> "The " + number + " statements before it are done and recorded.";
                        }
                        + " Mend the cause and run mvn qorm:rollback again: it goes on with this statement."
                        + RollbackAdvice.of(run.migration().operations(), operation.operation(), number == 0);
            }
            var again = " Mend the cause and run mvn qorm:migrate again: it goes on with this statement; or mvn"
                    + " qorm:rollback: it takes ";
            return switch (number) {
                case 0 ->
                    "Nothing of this migration is applied; the ones before it are. Mend the cause and run mvn"
                            + " qorm:migrate again.";
                case 1 ->
                    "The statement of this migration before it is applied and recorded." + again + "it back" + lost()
                            + ".";
                default ->
                    "The " + number + " statements of this migration before it are applied and recorded." + again
                            + "them back" + lost() + ".";
            };
        }

        /** What a rollback of the operations before this one does not bring back. */
        private String lost() {
            var operations = run.migration().operations();
            var lost = Run.losses(operations.subList(0, Math.max(0, operations.indexOf(operation.operation()))));
            return lost.isEmpty() ? "" : ", but not the data that was lost by '" + String.join("', '", lost) + "'";
        }
    }

    /**
     * A statement and what is recorded before and after it in one transaction. What changes rows is atomic with that and never
     * runs twice; what changes the schema commits before it begins what was recorded before it, then itself, and what is
     * recorded after it comes later.
     */
    private void execute(Step step, Records before, Records after) throws SQLException {
        lock.checkHeld();
        listener.statement(step.run.migration().id(), step.sql());
        try {
            together(() -> {
                before.write();
                executeOrSeeDone(step);
                after.write();
            });
        } catch (Refused refused) {
            throw step.failure(
                    refused.cause, withdraw(step, refused.cause) ? step.advice() : step.adviceWithoutConnection());
        } catch (SQLException e) {
            // The statement ran. Its INTENT stays, and the next run finds out whether that is true of its effect.
            throw step.failure(e, step.adviceWithoutConnection());
        }
    }

    private void executeOrSeeDone(Step step) throws Refused {
        try {
            sql.execute(step.sql());
        } catch (SQLException e) {
            var mayBeDone = (step.wasIntended || step.statement.mayBeDone()) && !step.isOfSeveral();
            if (!mayBeDone || !AlreadyDone.says(dialect, e, step.sql())) {
                throw new Refused(e);
            }
        }
    }

    /** The statement itself was refused, and nothing that is recorded with it. */
    private static final class Refused extends SQLException {
        private static final long serialVersionUID = 1;

        final SQLException cause;

        Refused(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    /** Records that a refused statement did nothing; false when that is not possible. */
    private boolean withdraw(Step step, SQLException refusal) {
        try {
            var run = step.run;
            var id = run.migration().id();
            together(() -> {
                journal.withdraw(id, step.number, step.before == null ? null : step.before.sql());
                if (step.number == 0 && run.direction() == Direction.APPLY) {
                    history.remove(id);
                } else if (step.number == 0 && !step.wasIntended && run.isOfWholeMigration()) {
                    history.recordKept(id);
                }
            });
            return true;
        } catch (SQLException gone) {
            // Without a connection the INTENT stays, and the next run finds out whether the statement took effect.
            refusal.addSuppressed(gone);
            return false;
        }
    }

    private Begun begunOperations(Run run) throws SQLException {
        var forward = new Run(run.migration(), Direction.APPLY, run.recorded(), run.base());
        var rendered = forward.render(renderer, run.operationCount());
        var known = begunStatements(run.migration().id(), rendered);
        checkSameStatements(forward, known, rendered);
        var statements = statements(rendered).toList();
        var done = known.size();
        var isUnclear = done > 0 && !known.get(done - 1).isDone();
        if (isUnclear) {
            var statement = statements.get(done - 1);
            if (!AlreadyDone.commits(statement)) {
                isUnclear = false; // What changes rows is recorded together with that.
                done--;
            } else if (operationOf(rendered, done - 1) instanceof AlterColumn) {
                // What would undo it on values that it did not convert would convert them wrongly.
                isUnclear = false;
                done -= settle(run, statements, done - 1) ? 0 : 1;
            }
            // Others are not run to find out: what they drop may still be there.
        }
        var operations = 0;
        for (var operation : rendered) {
            if (done <= 0) {
                break;
            }
            done -= operation.statements().size();
            operations++;
        }
        return new Begun(operations, isUnclear || done < 0);
    }

    private static Operation operationOf(List<RenderedOperation> rendered, int step) {
        var last = 0;
        for (var operation : rendered) {
            last += operation.statements().size();
            if (step < last) {
                return operation.operation();
            }
        }
        throw new IllegalArgumentException("there is no step " + step);
    }

    /** Finds out whether a statement that was intended took effect, by running it; false when it cannot. */
    private boolean settle(Run run, List<String> statements, int number) throws SQLException {
        var id = run.migration().id();
        var statement = statements.get(number);
        try {
            together(() -> {
                sql.execute(statement);
                journal.done(id, number, statement);
            });
        } catch (SQLException e) {
            var isDone = AlreadyDone.says(dialect, e, statement);
            together(() -> {
                if (isDone) {
                    journal.done(id, number, statement);
                } else {
                    journal.withdraw(id, number, number == 0 ? null : statements.get(number - 1));
                }
            });
            return isDone;
        }
        return true;
    }

    /** What was begun has to be what is finished. */
    private static void checkSameStatements(Run run, List<StepJournal.Step> known, List<RenderedOperation> rendered) {
        var statements = statements(rendered).limit(known.size()).toList();
        for (var i = 0; i < known.size(); i++) {
            if (i >= statements.size() || !known.get(i).isOf(statements.get(i))) {
                throw ExecutionException.contradiction(run.migration().id() + " was begun on this database with other"
                        + " statements than it has now (statement " + (i + 1)
                        + "); finish it with the version of qorm and of the migration that began it");
            }
        }
    }
}
