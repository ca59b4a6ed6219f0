package dev.qorm.execute;

import org.jspecify.annotations.Nullable;

/** Thrown if a database refuses a statement, or does not match the migrations. The message says what to do. */
public final class ExecutionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isForUserToMend;

    private ExecutionException(String message, @Nullable Throwable cause, boolean isForUserToMend) {
        super(message, cause);
        this.isForUserToMend = isForUserToMend;
    }

    /** Returns the exception for settings, migrations and a history of the database that contradict each other. */
    public static ExecutionException contradiction(String message) {
        return new ExecutionException(message, null, true);
    }

    /** Returns the exception for a statement that the database refused. */
    static ExecutionException refused(String message, Throwable cause) {
        return new ExecutionException(message, cause, false);
    }

    /** Returns the exception for a statement that the database would refuse because of its rows. */
    static ExecutionException rows(String message) {
        return new ExecutionException(message, null, false);
    }

    /** Whether migrations or settings are wrong; false if the database refused. */
    public boolean isForUserToMend() {
        return isForUserToMend;
    }
}
