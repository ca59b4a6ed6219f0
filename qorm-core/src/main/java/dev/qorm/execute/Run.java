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
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A migration that is to be applied or rolled back.
 *
 * @param migration the migration
 * @param direction the direction
 * @param recorded what the database has recorded of it, or null for nothing
 * @param base the schema before the migration, whatever the direction
 * @param operationCount how many of the migration's operations were started, which are the ones that are rolled back; a
 *     migration is applied with all of them
 */
public record Run(
        NumberedMigration migration,
        Direction direction,
        @Nullable HistoryEntry recorded,
        Schema base,
        int operationCount) {
    /** Returns the run of a whole migration, regardless of what the database has recorded. */
    public static Run whole(NumberedMigration migration, Direction direction, Schema base) {
        return of(migration, direction, null, base);
    }

    /** Returns the run of the operations that are recorded for a migration; of all if nothing is. */
    static Run of(NumberedMigration migration, Direction direction, @Nullable HistoryEntry recorded, Schema base) {
        var operationCount = recorded == null ? migration.operations().size() : recorded.operationCount();
        return new Run(migration, direction, recorded, base, operationCount);
    }

    /** Returns the same run if only the first operations of the migration were started. */
    Run upTo(int operations) {
        return new Run(migration, direction, recorded, base, operations);
    }

    /**
     * Returns the statements that it runs.
     *
     * @throws UnsupportedByDatabaseException if the database does not support one of the operations
     * @throws dev.qorm.migration.MigrationException if one of the operations must be undone and cannot be
     */
    public List<RenderedOperation> render(DdlRenderer renderer) {
        try {
            return renderer.render(operations(), before());
        } catch (UnsupportedByDatabaseException e) {
            throw e.at(migration.id().toString());
        }
    }

    /**
     * The same, for a database in its current state.
     *
     * @param known the steps that an earlier run recorded of the statements
     */
    List<RenderedOperation> render(LiveRenderer renderer, List<StepJournal.Step> known) throws SQLException {
        return renderer.render(operations(), before(), known, this::render);
    }

    /** Returns the queries on rows to be made before the first of its statements. */
    List<RowProbe> probes(DdlRenderer renderer) {
        return renderer.probes(operations(), before());
    }

    /** Returns its operations. */
    List<Operation> operations() {
        return direction == Direction.APPLY ? migration.operations() : migration.reversed(operationCount);
    }

    /** The schema before these operations. */
    public Schema before() {
        return direction == Direction.APPLY ? base : migration.applyTo(base, operationCount);
    }

    /** Returns the statements that undo the operations that were started, the last of which was stopped half way. */
    List<RenderedOperation> renderPartialRollback(LiveRenderer renderer, List<StepJournal.Step> known)
            throws SQLException {
        var operations = operations();
        var stopped = operations.indexOf(
                migration.operations().get(operationCount - 1).reverse());
        return renderer.render(
                operations, before(), known, each -> each.renderPartialRollback(operations, stopped, before()));
    }

    /** Returns its operations that lose data. */
    List<String> losses() {
        return losses(operations());
    }

    /** Returns the run that applies the same migration. */
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

    /** Returns the schema when the run is done. */
    Schema after() {
        return direction == Direction.APPLY ? migration.applyTo(base) : base;
    }

    /** Whether it continues what an earlier run started, in either direction. */
    boolean isStarted() {
        return recorded != null && recorded.state() != State.APPLIED;
    }

    /** Whether it rolls back, completely, what was applied completely, as far as is recorded. */
    boolean isOfWholeMigration() {
        return recorded != null
                && (recorded.state() == State.APPLIED || recorded.state() == State.ROLLING_BACK)
                && recorded.operationCount() == migration.operations().size();
    }

    /** Returns what an error calls it: {@code Migration0002}, {@code rolling back Migration0002}. */
    String subject() {
        return (direction == Direction.APPLY ? "" : "rolling back ") + migration.id();
    }

    /** Returns the goal that executes it: {@code mvn qorm:migrate}. */
    String goal() {
        return "mvn qorm:" + (direction == Direction.APPLY ? "migrate" : "rollback");
    }

    /** Returns the text for the user that none of its statements took effect. */
    String nothingDone() {
        if (direction == Direction.ROLL_BACK) {
            return "None of this migration is rolled back.";
        }
        return "None of this migration is applied" + (migration.id().isFirst() ? "." : "; the ones before it are.");
    }

    /**
     * Refuses a run that has not started.
     *
     * @param obstacles what is in the way, a line for each; nothing happens if there is none
     * @throws ExecutionException with {@code reason}, before the obstacles, and {@code remedy}, after them
     */
    void refuseToStart(List<String> obstacles, String reason, String remedy) {
        if (!obstacles.isEmpty()) {
            throw ExecutionException.contradiction(subject() + " was not started: " + reason + ":"
                    + obstacles.stream().map(each -> "\n  " + each).collect(Collectors.joining()) + "\n  " + remedy
                    + "\n  " + nothingDone());
        }
    }

    /** Returns what else the user can do if none of the statements that apply it took effect, and one was refused. */
    String adviceIfNothingDone(Dialect dialect, SQLException refusal, Operation refused) {
        return AlreadyDone.saysExists(dialect, refusal)
                ? " Or, if the database already has all of this migration, run mvn qorm:migrate -Dqorm.fake -Dqorm.target="
                        + migration.id() + ", which compares and records it."
                : adviceToRewrite(List.of(refused));
    }

    /** Returns that the migration can be written again for other models or values. */
    String adviceToRewrite(Collection<Operation> refused) {
        var canGiveValues = refused.stream()
                .anyMatch(operation -> operation instanceof AddColumn
                        || (operation instanceof AlterColumn alter
                                && !alter.typeChange().readsTexts()));
        return "\n  Or, if no other database has this migration and none follows it, correct the models and rewrite it: mvn"
                + " qorm:makemigrations -Dqorm.update"
                + (canGiveValues ? ", where -Dqorm.backfill gives rows a value." : ".");
    }

    /**
     * Returns the error for a statement that the database refused; {@code advice} says what the state is now and what
     * to do.
     */
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

    /** If a table is rebuilt once for all its changes, the database does not say which of them it refuses. */
    private static String alsoDone(RenderedOperation operation) {
        return rebuiltTable(operation)
                .map(table -> ", which makes all changes of the table " + table.name() + ", because it is rebuilt")
                .orElse("");
    }

    /**
     * Returns what the user can do if rows prevent the operation from being rolled back, and nothing remains of the
     * rollback.
     */
    String rollbackAdvice(RenderedOperation operation) {
        return rebuiltTable(operation).isPresent()
                ? RollbackAdvice.ofTable(migration.operations(), operation.operation())
                : RollbackAdvice.of(migration.operations(), operation.operation(), true);
    }

    private static Optional<Table> rebuiltTable(RenderedOperation operation) {
        return operation.statements().stream()
                .map(Statement::replaced)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
