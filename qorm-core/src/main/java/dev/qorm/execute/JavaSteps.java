package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.JavaStep;
import dev.qorm.operation.RunJava;
import java.sql.SQLException;

/**
 * Runs the Java step that the user wrote in the transaction in which it is recorded, and ensures that it is still the
 * same transaction afterwards: MySQL and MariaDB roll it back after a deadlock, a procedure may commit it, and
 * PostgreSQL executes nothing more in it after an error.
 */
final class JavaSteps {
    private static final String SAVEPOINT = "qorm_step";

    private final Sql sql;
    private final Dialect dialect;

    JavaSteps(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** @throws SQLException if it fails; the message says where in the Java code */
    void run(RunJava operation) throws SQLException {
        sql.execute("savepoint " + SAVEPOINT);
        try (var lent = new LentConnection(sql.connection(), dialect)) {
            operation.newStep().run(lent.connection());
            lent.checkNoEndWasRefused();
        } catch (Throwable e) { // after an Error, too, or else the open transaction would be committed
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw JavaStepException.thrown(e, operation.step());
        }
        try {
            sql.execute("release savepoint " + SAVEPOINT); // H2 accepts it without checking anything
        } catch (SQLException gone) {
            throw JavaStepException.transactionGone(gone, operation.step());
        }
    }

    /**
     * Thrown if a step fails, because of the database or in Java itself. The message names the place in the Java code.
     */
    static final class JavaStepException extends SQLException {
        private static final long serialVersionUID = 1;

        private JavaStepException(String message, Throwable cause) {
            super(
                    message,
                    cause instanceof SQLException refusal ? refusal.getSQLState() : null,
                    cause instanceof SQLException refusal ? refusal.getErrorCode() : 0,
                    cause);
        }

        private static JavaStepException thrown(Throwable thrown, Class<? extends JavaStep> step) {
            var message = thrown.getMessage();
            var what = thrown instanceof SQLException && message != null ? message : thrown.toString();
            return new JavaStepException(what + place(thrown, step), thrown);
        }

        private static JavaStepException transactionGone(SQLException gone, Class<? extends JavaStep> step) {
            return new JavaStepException(
                    "the transaction of " + step.getName() + " ended or failed while the step ran: "
                            + gone.getMessage()
                            + ". Let the step rethrow errors of the database, and not end the transaction;"
                            + " if a procedure that it calls ended it, what was done before that is committed",
                    gone);
        }

        /** Returns where in the user's source file it was thrown, or passed on. */
        private static String place(Throwable thrown, Class<? extends JavaStep> step) {
            for (var frame : thrown.getStackTrace()) {
                if (frame.getClassName().equals(step.getName())
                        || frame.getClassName().startsWith(step.getName() + "$")) {
                    return "\n  at:        " + frame;
                }
            }
            return "";
        }

        /** Whether the Java code failed, and not the database. */
        boolean isOfJava() {
            return !(getCause() instanceof SQLException);
        }
    }
}
