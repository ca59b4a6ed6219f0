package dev.qorm.execute;

import dev.qorm.dialect.DdlRenderer;
import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.RowProbe;
import dev.qorm.dialect.Statement;
import dev.qorm.dialect.UnsupportedByDatabaseException;
import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.execute.JavaSteps.JavaStepException;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A migration that is to be applied or rolled back.
 *
 * @param migration the migration
 * @param direction which way
 * @param recorded what the database remembers of it, or null for nothing
 * @param base the schema before the migration, whichever way it is run
 * @param operationCount how many of the migration's operations were begun, which are the ones that are rolled back; a
 *     migration is applied with all of them
 */
public record Run(
        NumberedMigration migration,
        Direction direction,
        @Nullable HistoryEntry recorded,
        Schema base,
        int operationCount) {
    /** All of a migration of which the database remembers nothing that matters. */
    public static Run whole(NumberedMigration migration, Direction direction, Schema base) {
        return of(migration, direction, null, base);
    }

    /** What the database remembers of a migration; all of it where that is nothing. */
    static Run of(NumberedMigration migration, Direction direction, @Nullable HistoryEntry recorded, Schema base) {
        var operationCount = recorded == null ? migration.operations().size() : recorded.operationCount();
        return new Run(migration, direction, recorded, base, operationCount);
    }

    /** The same run where no more than the first operations of the migration were begun. */
    Run upTo(int operations) {
        return new Run(migration, direction, recorded, base, operations);
    }

    /**
     * The statements that it runs.
     *
     * @throws UnsupportedByDatabaseException when the database cannot do one of the operations
     * @throws dev.qorm.migration.MigrationException when one of the operations cannot be undone and has to be
     */
    public List<RenderedOperation> render(DdlRenderer renderer) {
        try {
            return renderer.render(operations(), before());
        } catch (UnsupportedByDatabaseException e) {
            throw e.at(migration.id().toString());
        }
    }

    /**
     * The same, for a database as it is.
     *
     * @param known what an earlier run left of the statements
     */
    List<RenderedOperation> render(LiveRenderer renderer, List<StepJournal.Step> known) throws SQLException {
        return renderer.render(operations(), before(), known, this::render);
    }

    /** What to ask of the rows before the first of its statements. */
    List<RowProbe> probes(DdlRenderer renderer) {
        return renderer.probes(operations(), before());
    }

    /** What it does. */
    List<Operation> operations() {
        return direction == Direction.APPLY ? migration.operations() : migration.reversed(operationCount);
    }

    /** The schema before these operations. */
    Schema before() {
        return direction == Direction.APPLY ? base : migration.applyTo(base, operationCount);
    }

    /** The statements that undo the operations that were begun, the last of which was stopped half way. */
    List<RenderedOperation> renderUndo(LiveRenderer renderer, List<StepJournal.Step> known) throws SQLException {
        var operations = operations();
        var stopped = operations.indexOf(
                migration.operations().get(operationCount - 1).reverse());
        return renderer.render(operations, before(), known, each -> each.renderUndo(operations, stopped, before()));
    }

    /** Its operations after which data is gone. */
    List<String> losses() {
        return losses(operations());
    }

    /** The run that applies the same migration. */
    Run forward() {
        return new Run(migration, Direction.APPLY, recorded, base, operationCount);
    }

    static List<String> losses(List<Operation> operations) {
        return operations.stream()
                .filter(Operation::isDestructive)
                .map(operation -> operation.describe()
                        + (operation.mayKeepAll() ? " (perhaps: only the database knows the type)" : ""))
                .toList();
    }

    /** The schema when the run is done. */
    Schema after() {
        return direction == Direction.APPLY ? migration.applyTo(base) : base;
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
        if (direction == Direction.ROLL_BACK) {
            return "Nothing of this migration is rolled back.";
        }
        return "Nothing of this migration is applied" + (migration.id().isFirst() ? "." : "; the ones before it are.");
    }

    /**
     * Stops what is not started yet.
     *
     * @param obstacles what is in the way, a line for each; nothing happens when there is none
     * @throws ExecutionException with {@code reason}, before the obstacles, and {@code remedy}, behind them
     */
    void refuseToStart(List<String> obstacles, String reason, String remedy) {
        if (!obstacles.isEmpty()) {
            throw ExecutionException.contradiction(subject() + " was not started: " + reason + ":"
                    + obstacles.stream().map(each -> "\n  " + each).collect(Collectors.joining()) + "\n  " + remedy
                    + "\n  " + nothingDone());
        }
    }

    /** What else a person can do where none of its statements took effect; empty where that is nothing. */
    String adviceWhereThere(Dialect dialect, SQLException refusal) {
        return direction == Direction.APPLY && AlreadyDone.saysExists(dialect, refusal)
                ? " Or, where the database has all of this migration already, mvn qorm:migrate -Dqorm.fake -Dqorm.target="
                        + migration.id() + " compares and records it."
                : "";
    }

    /** The error for a statement that the database refused; {@code advice} says what stands now and what to do. */
    ExecutionException failure(RenderedOperation operation, String sql, SQLException cause, String advice) {
        return ExecutionException.refused(
                subject() + " failed at '"
                        + operation.operation().describe() + "'" + alsoDone(operation) + "\n  statement: " + sql
                        + (cause instanceof JavaStepException java && java.isOfJava()
                                ? "\n  thrown:    "
                                : "\n  database:  ")
                        + Refusal.text(cause, migration.isConcurrent()) + "\n  " + advice,
                cause);
    }

    /** Where a table is built anew, once for all changes of it, the database does not say which of them it refuses. */
    private static String alsoDone(RenderedOperation operation) {
        return tableBuiltAnew(operation)
                .map(table -> ", with which all changes of the table " + table.name() + " are made: it is rebuilt")
                .orElse("");
    }

    /** What a person can do when rows do not let the operation be rolled back, and nothing of the rollback is left. */
    String rollbackAdvice(RenderedOperation operation) {
        return tableBuiltAnew(operation).isPresent()
                ? RollbackAdvice.ofTable(migration.operations(), operation.operation())
                : RollbackAdvice.of(migration.operations(), operation.operation(), true);
    }

    private static Optional<Table> tableBuiltAnew(RenderedOperation operation) {
        return operation.statements().stream()
                .map(Statement::replaced)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
