package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.MySqlMoments;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.execute.Sql.Records;
import dev.qorm.execute.StoppedMigration.Started;
import dev.qorm.operation.RunJava;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a migration on a database that commits every DDL statement: each statement is a step of a journal, so that a run
 * after a failure or a crash continues where the last one stopped. Nothing runs twice, and nobody has to repair
 * anything.
 *
 * <p>A migration that was applied in part can be rolled back, too: the operations that were started are undone.
 */
final class JournalledRunner implements MigrationRunner {
    private final Sql sql;
    private final Dialect dialect;
    private final LiveRenderer renderer;
    private final Preflight preflight;
    private final ByHand byHand;
    private final UnknownDefinitions definitions;
    private final MigrationHistory history;
    private final StepJournal journal;
    private final StoppedMigration stopped;
    private final H2Copies copies;
    private final JavaSteps javaSteps;
    private final MigrationLock lock;
    private final MigrationListener listener;
    private final Clock clock;

    JournalledRunner(
            HistoryTables tables,
            Sql sql,
            Dialect dialect,
            ByHand byHand,
            MigrationHistory history,
            MigrationLock lock,
            MigrationListener listener,
            Clock clock) {
        this.sql = sql;
        this.dialect = dialect;
        this.renderer = new LiveRenderer(sql, dialect);
        this.preflight = new Preflight(sql, dialect.renderer(), listener);
        this.byHand = byHand;
        this.definitions = new UnknownDefinitions(sql, dialect);
        this.history = history;
        this.journal = new StepJournal(tables, sql, clock);
        this.stopped = new StoppedMigration(sql, dialect, renderer, journal);
        this.copies = new H2Copies(sql, dialect);
        this.javaSteps = new JavaSteps(sql, dialect);
        this.lock = lock;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public void run(Run run) throws SQLException {
        if (sql.connection().getAutoCommit()) {
            // For all migrations, since each change of this setting is a statement for the server of MariaDB and MySQL.
            sql.connection().setAutoCommit(false);
        }
        copies.remember();
        if (run.isStarted()) {
            copies.dropOfStoppedRun(run.migration().operations());
        }
        var moments = MySqlMoments.of(run.migration().operations(), dialect);
        for (var statement : moments.before()) {
            sql.execute(statement);
        }
        if (run.direction() == Direction.APPLY) {
            apply(run);
        } else {
            rollBack(run);
        }
        for (var statement : moments.after()) {
            sql.execute(statement);
        }
    }

    @Override
    public void close() throws SQLException {
        sql.connection().setAutoCommit(true);
    }

    private void apply(Run run) throws SQLException {
        var id = run.migration().id();
        var started = clock.instant();
        var left = run.recorded() == null ? List.<StepJournal.Step>of() : journal.left(id);
        var rendered = run.render(renderer, left);
        if (run.recorded() == null) {
            byHand.check(run);
            definitions.check(run, rendered);
            preflight.check(run, rendered);
            Records begin = () -> history.recordStart(run.migration(), started);
            steps(run, List.of(), rendered, begin, () -> history.recordFinish(id, started));
        } else {
            steps(
                    run,
                    StoppedMigration.statements(left, rendered),
                    rendered,
                    () -> {},
                    () -> history.recordFinish(id, started));
        }
    }

    private void rollBack(Run run) throws SQLException {
        var id = run.migration().id();
        var left = journal.left(id);
        var recorded = run.recorded();
        var started =
                new Started(run.operationCount(), recorded != null && recorded.state() == State.ROLLING_BACK_HALF_DONE);
        Records begin = () -> {};
        if (recorded != null && !recorded.state().isRollingBack()) {
            var isJournalled = recorded.state() == State.APPLYING;
            var found = isJournalled ? stopped.started(run) : started;
            if (isJournalled) {
                copies.dropOfThisSession(); // left by a statement that was run to find out
            }
            begin = () -> {
                history.recordRollback(id, found.operations(), found.isLastHalfDone());
                if (isJournalled) {
                    journal.clear(id);
                }
            };
            left = List.of();
            started = found;
        }
        var undo = run.upTo(started.operations());
        var rendered =
                started.isLastHalfDone() ? undo.renderPartialRollback(renderer, left) : undo.render(renderer, left);
        if (recorded != null && recorded.state() == State.APPLIED) {
            byHand.check(undo);
            preflight.check(undo, rendered);
        } else if (recorded != null && recorded.state() == State.APPLYING) {
            preflight.checkMeaning(undo);
        }
        steps(undo, left, rendered, begin, () -> history.remove(id));
    }

    /**
     * Runs the statements that are not known to be done.
     *
     * @param known those of them that earlier runs recorded
     * @param begin what is recorded before the first one, with its INTENT
     * @param end what is recorded with the effect of the last one
     */
    private void steps(
            Run run, List<StepJournal.Step> known, List<RenderedOperation> rendered, Records begin, Records end)
            throws SQLException {
        stopped.checkSame(run, known, rendered);
        var steps = new ArrayList<RunStep>();
        for (var operation : rendered) {
            for (var statement : operation.statements()) {
                var number = steps.size();
                var before = number == 0 ? null : steps.get(number - 1).statement();
                var wasIntended = number < known.size() && !known.get(number).isDone();
                steps.add(new RunStep(run, operation, statement, before, number, wasIntended));
            }
        }
        var first = (int) known.stream().filter(StepJournal.Step::isDone).count();
        var isApplied = run.direction() == Direction.APPLY;
        var course = new Course(run, steps, !isApplied || steps.size() > 1 || !known.isEmpty(), end);
        // When a migration is applied, its row in the history is the INTENT of the first statement.
        var isIntended = isApplied && first == 0 && !steps.isEmpty();
        if (!isIntended) {
            sql.together(() -> {
                begin.write();
                recordDone(course, first);
            });
        }
        for (var step : steps.subList(first, steps.size())) {
            execute(
                    step,
                    isIntended && step.number() == 0 ? begin : () -> {},
                    () -> recordDone(course, step.number() + 1));
        }
    }

    /**
     * The statements of a migration in their order.
     *
     * @param isJournalled whether single steps are recorded
     * @param end what is recorded with the effect of the last one
     */
    private record Course(Run run, List<RunStep> steps, boolean isJournalled, Records end) {}

    /** Records that the first {@code count} steps are done: by the INTENT of the next one, or by the end. */
    private void recordDone(Course course, int count) throws SQLException {
        var id = course.run.migration().id();
        if (count == course.steps.size()) {
            course.end.write();
            if (course.isJournalled) {
                journal.clear(id);
            }
        } else if (!course.steps.get(count).wasIntended()) {
            journal.intend(id, count, course.steps.get(count).sql());
        }
    }

    /**
     * Runs a statement, with what is recorded before and after it, in one transaction. A statement that changes rows is
     * atomic with these records and never runs twice. One that changes the schema first commits what was recorded
     * before it, and then itself; what is recorded after it is committed later.
     */
    private void execute(RunStep step, Records before, Records after) throws SQLException {
        lock.checkHeld();
        listener.statement(step.run().migration().id(), step.sql());
        try {
            sql.together(() -> {
                begin(before);
                executeOrSeeDone(step);
                after.write();
            });
        } catch (Refused refused) {
            throw step.failure(
                    refused.cause,
                    !refused.isIntended || withdraw(step, refused.cause)
                            ? rowsBehind(step, refused.cause) + step.advice(dialect, refused.cause)
                            : step.adviceWithoutConnection());
        } catch (SQLException e) {
            // The statement ran. Its INTENT stays, and the next run finds out whether it took effect.
            throw step.failure(e, step.adviceWithoutConnection());
        }
    }

    /** The queries are those on the rows as they are before the first statement. */
    private String rowsBehind(RunStep step, SQLException refusal) {
        return step.number() == 0 && !step.wasIntended() ? preflight.rowsBehind(refusal, step.run()) : "";
    }

    /** If this is refused, for example by a replica, the statement has not run and has no INTENT. */
    private static void begin(Records before) throws Refused {
        try {
            before.write();
        } catch (SQLException e) {
            throw new Refused(e, false);
        }
    }

    private void executeOrSeeDone(RunStep step) throws Refused {
        try {
            if (step.operation().operation() instanceof RunJava java) {
                javaSteps.run(java);
            } else {
                sql.execute(step.sql());
            }
        } catch (SQLException e) {
            var mayBeDone = (step.wasIntended() || step.statement().mayBeDone()) && !step.isOfSeveral();
            if (!mayBeDone || !AlreadyDone.says(dialect, e, step.sql())) {
                throw new Refused(e, true);
            }
            if (step.wasIntended()) {
                listener.alreadyDone(step.run().migration().id(), step.sql());
            }
        }
    }

    /** Thrown if the statement itself was refused, or its INTENT, and not what is recorded after it. */
    private static final class Refused extends SQLException {
        private static final long serialVersionUID = 1;

        final SQLException cause;
        final boolean isIntended;

        Refused(SQLException cause, boolean isIntended) {
            super(cause);
            this.cause = cause;
            this.isIntended = isIntended;
        }
    }

    /** Records that a refused statement did nothing. Returns false if that is not possible. */
    private boolean withdraw(RunStep step, SQLException refusal) {
        try {
            var run = step.run();
            var id = run.migration().id();
            copies.dropOfThisSession();
            sql.together(() -> {
                journal.withdraw(
                        id,
                        step.number(),
                        step.before() == null ? null : step.before().sql());
                if (step.number() == 0 && run.direction() == Direction.APPLY) {
                    history.remove(id);
                } else if (step.number() == 0 && !step.wasIntended() && run.isOfWholeMigration()) {
                    history.recordKept(id);
                }
            });
            return true;
        } catch (SQLException gone) {
            // Without a connection, the INTENT stays, and the next run finds out whether the statement took effect.
            refusal.addSuppressed(gone);
            return false;
        }
    }
}
