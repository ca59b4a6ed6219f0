package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Finds out how far a migration got that an earlier run started and did not finish. */
final class StoppedMigration {
    private final Sql sql;
    private final Dialect dialect;
    private final LiveRenderer renderer;
    private final StepJournal journal;

    StoppedMigration(Sql sql, Dialect dialect, LiveRenderer renderer, StepJournal journal) {
        this.sql = sql;
        this.dialect = dialect;
        this.renderer = renderer;
        this.journal = journal;
    }

    /**
     * How far a migration got that is to be rolled back.
     *
     * @param operations how many of its operations have at least one statement done, as far as is known
     * @param isLastHalfDone whether some statements of the last of them never ran, or it is not known whether they did
     */
    record Started(int operations, boolean isLastHalfDone) {}

    /**
     * Returns what is known about a migration that was started: at least that its first statement was intended.
     *
     * @param left the steps that the journal has of it
     */
    static List<StepJournal.Step> statements(List<StepJournal.Step> left, List<RenderedOperation> rendered) {
        return left.isEmpty()
                ? sql(rendered).limit(1).map(StepJournal.Step::intended).toList()
                : left;
    }

    private static Stream<String> sql(List<RenderedOperation> rendered) {
        return rendered.stream()
                .flatMap(operation -> operation.statements().stream())
                .map(Statement::sql);
    }

    /** Returns how far the migration of {@code run}, which was not applied completely, got. */
    Started started(Run run) throws SQLException {
        var forward = run.forward();
        var left = journal.left(run.migration().id());
        var rendered = forward.render(renderer, left);
        var known = statements(left, rendered);
        checkSame(forward, known, rendered);
        var statements = sql(rendered).toList();
        var done = known.size();
        var isUnclear = done > 0 && !known.get(done - 1).isDone();
        if (isUnclear) {
            var statement = statements.get(done - 1);
            if (!AlreadyDone.commits(statement, dialect)) {
                isUnclear = false; // A change of rows is recorded together with its effect.
                done--;
            } else if (operationOf(rendered, done - 1) instanceof AlterColumn) {
                // Undoing the conversion would wrongly convert values that were not converted.
                isUnclear = false;
                done -= settle(run, statements, done - 1) ? 0 : 1;
            }
            // Other statements are not run to find out: what they drop may still exist.
        }
        return started(rendered, done, isUnclear);
    }

    /**
     * Returns how far a migration got if the first {@code done} of its statements are done. If all statements of an
     * operation are, the following operations without statements are done, too: they may have statements in the other
     * direction.
     *
     * @param isUnclear whether it is not known if the last of these statements is done
     */
    static Started started(List<RenderedOperation> rendered, int done, boolean isUnclear) {
        var left = done;
        var operations = 0;
        while (operations < rendered.size()
                && (left > 0
                        || (left == 0
                                && !isUnclear
                                && operations > 0
                                && rendered.get(operations).statements().isEmpty()))) {
            left -= rendered.get(operations).statements().size();
            operations++;
        }
        return new Started(operations, isUnclear || left < 0);
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

    /**
     * Finds out whether a statement that was intended took effect, by running it; returns false if it did not and
     * cannot.
     */
    private boolean settle(Run run, List<String> statements, int number) throws SQLException {
        var id = run.migration().id();
        var statement = statements.get(number);
        try {
            sql.together(() -> {
                sql.execute(statement);
                journal.done(id, number, statement);
            });
        } catch (SQLException e) {
            var isDone = AlreadyDone.says(dialect, e, statement);
            sql.together(() -> {
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

    /**
     * Checks that the migration is finished with the statements that started it. It may have been started by a script,
     * which was written without the database: its character sets of texts may then differ from those in the database,
     * but it is still the same change.
     *
     * @throws ExecutionException if other statements than {@code rendered} were started
     */
    void checkSame(Run run, List<StepJournal.Step> known, List<RenderedOperation> rendered) {
        for (var i = 0; i < known.size(); i++) {
            if (!isOf(known, rendered, i) && !isOf(known, run.render(dialect.renderer()), i)) {
                throw ExecutionException.contradiction(run.migration().id() + " was started on this database with other"
                        + " statements than it has now (statement " + (i + 1)
                        + "); finish it with the version of qorm and of the migration that started it");
            }
        }
    }

    private static boolean isOf(List<StepJournal.Step> known, List<RenderedOperation> rendered, int number) {
        return sql(rendered)
                .skip(number)
                .findFirst()
                .filter(known.get(number)::isOf)
                .isPresent();
    }
}
