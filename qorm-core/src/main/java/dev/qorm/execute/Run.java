package dev.qorm.execute;

import dev.qorm.dialect.DdlRenderer;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.RowProbe;
import dev.qorm.dialect.Statement;
import dev.qorm.dialect.UnsupportedByDatabaseException;
import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A migration that is to be applied or rolled back.
 *
 * @param migration the migration
 * @param direction which way
 * @param recorded what the database remembers of it, or null for nothing
 * @param base the schema before the migration, whichever way it is run
 */
public record Run(
        NumberedMigration migration,
        Direction direction,
        @Nullable HistoryEntry recorded,
        Schema base) {
    /** All of a migration of which the database remembers nothing that matters. */
    public static Run whole(NumberedMigration migration, Direction direction, Schema base) {
        return new Run(migration, direction, null, base);
    }

    /**
     * The statements that it runs.
     *
     * @throws UnsupportedByDatabaseException when the database cannot do one of the operations
     * @throws dev.qorm.migration.MigrationException when one of the operations cannot be undone and has to be
     */
    public List<RenderedOperation> render(DdlRenderer renderer) {
        return render(renderer, operationCount());
    }

    /** The statements that apply all of it, or undo its first {@code operationCount} operations. */
    List<RenderedOperation> render(DdlRenderer renderer, int operationCount) {
        try {
            return renderer.render(operations(operationCount), before(operationCount));
        } catch (UnsupportedByDatabaseException e) {
            throw e.at(migration.id().toString());
        }
    }

    /**
     * The same, for a database as it is.
     *
     * @param known what an earlier run left of the statements
     */
    List<RenderedOperation> render(LiveRenderer renderer, int operationCount, List<StepJournal.Step> known)
            throws SQLException {
        return renderer.render(operations(operationCount), known, each -> render(each, operationCount));
    }

    /** What to ask of the rows before the first statement that applies it, or undoes its first operations. */
    List<RowProbe> probes(DdlRenderer renderer, int operationCount) {
        return renderer.probes(operations(operationCount), before(operationCount));
    }

    /** What it does: all of the migration, or what undoes the first {@code operationCount} of its operations. */
    List<Operation> operations(int operationCount) {
        return direction == Direction.APPLY ? migration.operations() : migration.reversed(operationCount);
    }

    /** The schema before these operations. */
    Schema before(int operationCount) {
        return direction == Direction.APPLY ? base : migration.applyTo(base, operationCount);
    }

    /** The statements that undo the first {@code operationCount} operations, the last of which was stopped half way. */
    List<RenderedOperation> renderUndo(LiveRenderer renderer, int operationCount, List<StepJournal.Step> known)
            throws SQLException {
        var operations = operations(operationCount);
        var stopped = operations.indexOf(
                migration.operations().get(operationCount - 1).reverse());
        return renderer.render(operations, known, each -> each.renderUndo(operations, stopped, before(operationCount)));
    }

    /**
     * Its operations after which data is gone.
     *
     * @param operationCount how many of the migration's operations are undone
     */
    List<String> losses(int operationCount) {
        return losses(operations(operationCount));
    }

    /** The run that applies the same migration. */
    Run forward() {
        return new Run(migration, Direction.APPLY, recorded, base);
    }

    static List<String> losses(List<Operation> operations) {
        return operations.stream()
                .filter(Operation::isDestructive)
                .map(Operation::describe)
                .toList();
    }

    /** The schema when the run is done. */
    Schema after() {
        return direction == Direction.APPLY ? migration.applyTo(base) : base;
    }

    /** How many of its operations the run is about. */
    int operationCount() {
        return recorded == null ? migration.operations().size() : recorded.operationCount();
    }

    /** Whether it goes on with what an earlier run began, whichever way. */
    boolean isBegun() {
        return recorded != null && recorded.state() != State.APPLIED;
    }

    /** Whether it rolls back, in full, what was applied in full, for all that is recorded. */
    boolean isOfWholeMigration() {
        return recorded != null
                && (recorded.state() == State.APPLIED || recorded.state() == State.ROLLING_BACK)
                && recorded.operationCount() == migration.operations().size();
    }

    /** What an error calls it: {@code Migration0002}, {@code rolling back Migration0002}. */
    String subject() {
        return (direction == Direction.APPLY ? "" : "rolling back ") + migration.id();
    }

    /** The goal that does it: {@code mvn qorm:migrate}. */
    String goal() {
        return "mvn qorm:" + (direction == Direction.APPLY ? "migrate" : "rollback");
    }

    /** Tells a person that none of its statements took effect. */
    String nothingDone() {
        return direction == Direction.APPLY
                ? "Nothing of this migration is applied; the ones before it are."
                : "Nothing of this migration is rolled back.";
    }

    /** The error for a statement that the database refused; {@code advice} says what stands now and what to do. */
    ExecutionException failure(RenderedOperation operation, String sql, SQLException cause, String advice) {
        return ExecutionException.refused(
                subject() + " failed at '"
                        + operation.operation().describe() + "'" + alsoDone(operation) + "\n  statement: " + sql
                        + "\n  database:  "
                        + Refusal.text(cause) + "\n  " + advice,
                cause);
    }

    /** Where a table is built anew, once for all changes of it, the database does not say which of them it refuses. */
    private static String alsoDone(RenderedOperation operation) {
        return operation.statements().stream()
                .map(Statement::replaced)
                .filter(Objects::nonNull)
                .findFirst()
                .map(table -> ", with which all changes of the table " + table.name() + " are made: it is built anew")
                .orElse("");
    }
}
