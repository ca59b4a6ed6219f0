package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.operation.RunSql;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run on a database that commits every DDL statement, with the advice for the user if it is refused.
 *
 * @param run the run
 * @param operation the operation that the statement belongs to
 * @param statement the statement
 * @param before the one before it, or null for the first
 * @param number how many steps of the run come before it
 * @param wasIntended whether an earlier run was about to execute it, and it is not known whether it did
 */
record RunStep(
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

    /**
     * Whether the user wrote several statements as one: if the first of them is done, this says nothing about the
     * others.
     */
    boolean isOfSeveral() {
        var end = sql().indexOf(';');
        return operation.operation() instanceof RunSql
                && end >= 0
                && !sql().substring(end + 1).isBlank();
    }

    String adviceWithoutConnection() {
        return "It is not known whether this statement took effect. When the database can be reached, run " + run.goal()
                + " again: it finds out and continues.";
    }

    /** SQL of the user that changes the schema may have been executed by the run that was stopped in it. */
    String advice(Dialect dialect, SQLException refusal) {
        return wasIntended && operation.operation() instanceof RunSql && AlreadyDone.commits(sql(), dialect)
                ? "An earlier run was interrupted in this statement, and it is not known whether it took effect. Check"
                        + " the database before you run it again. " + adviceWhenRefused(dialect, refusal)
                : adviceWhenRefused(dialect, refusal);
    }

    private String adviceWhenRefused(Dialect dialect, SQLException refusal) {
        if (run.direction() == Direction.ROLL_BACK) {
            return switch (number) {
                        case 0 -> run.nothingDone();
                        case 1 -> "The statement before it is done and recorded.";
                        default -> "The " + number + " statements before it are done and recorded.";
                    }
                    + " Fix the cause and run mvn qorm:rollback again: it continues with this statement."
                    + RollbackAdvice.of(run.migration().operations(), operation.operation(), number == 0);
        }
        var again = " Fix the cause and run mvn qorm:migrate again: it continues with this statement; or run mvn"
                + " qorm:rollback, which rolls ";
        return switch (number) {
            case 0 ->
                run.nothingDone() + " Fix the cause and run " + run.goal() + " again."
                        + run.adviceIfNothingDone(dialect, refusal, operation.operation());
            case 1 ->
                "The statement of this migration before it is applied and recorded." + again + "it back" + lost() + ".";
            default ->
                "The " + number + " statements of this migration before it are applied and recorded." + again
                        + "them back" + lost() + ".";
        };
    }

    /** Returns what a rollback of the operations before this one does not restore. */
    private String lost() {
        var operations = run.migration().operations();
        var lost = Run.losses(operations.subList(0, Math.max(0, operations.indexOf(operation.operation()))));
        return lost.isEmpty() ? "" : ", but not the data that was lost by '" + String.join("', '", lost) + "'";
    }
}
