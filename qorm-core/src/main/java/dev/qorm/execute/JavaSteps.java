package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.JavaStep;
import dev.qorm.operation.RunJava;
import java.sql.SQLException;

/**
 * Runs the Java that a person wrote, in the transaction in which it is recorded, and sees to it that it is still that
 * transaction afterwards: a deadlock makes MySQL and MariaDB take it back, a procedure may commit it, and PostgreSQL does
 * nothing more in it after an error.
 */
final class JavaSteps {
    private static final String SAVEPOINT = "qorm_step";

    private final Sql sql;
    private final Dialect dialect;

    JavaSteps(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** @throws SQLException when it fails, which says where in the Java that was */
    void run(RunJava operation) throws SQLException {
        sql.execute("savepoint " + SAVEPOINT);
        try (var lent = new LentConnection(sql.connection(), dialect)) {
            operation.newStep().run(lent.connection());
            lent.checkNoEndWasRefused();
        } catch (Throwable e) { // with an error, too, what is open afterwards would be committed
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw JavaStepException.thrown(e, operation.step());
        }
        try {
            sql.execute("release savepoint " + SAVEPOINT); // H2 takes it and looks at nothing
        } catch (SQLException gone) {
            throw JavaStepException.transactionGone(gone, operation.step());
        }
    }

    /** A step that failed, with the place in its Java; by what the database refused, or by Java itself. */
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
                    "the transaction in which " + step.getName() + " was to run ended, or failed, while it ran: "
                            + gone.getMessage() + ". Let it pass on what the database refuses, and end no transaction;"
                            + " where a procedure that it calls ended it, what was done before that is there",
                    gone);
        }

        /** Where in the file of the person it was thrown, or passed on. */
        private static String place(Throwable thrown, Class<? extends JavaStep> step) {
            for (var frame : thrown.getStackTrace()) {
                if (frame.getClassName().equals(step.getName())
                        || frame.getClassName().startsWith(step.getName() + "$")) {
                    return "\n  at:        " + frame;
                }
            }
            return "";
        }

        /** Whether it was Java that failed, and not the database. */
        boolean isOfJava() {
            return !(getCause() instanceof SQLException);
        }
    }
}
