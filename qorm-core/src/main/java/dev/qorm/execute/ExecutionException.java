package dev.qorm.execute;

import org.jspecify.annotations.Nullable;

/** A database refused, or is not as the migrations say. The message says what to do. */
public final class ExecutionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isForUserToMend;

    private ExecutionException(String message, @Nullable Throwable cause, boolean isForUserToMend) {
        super(message, cause);
        this.isForUserToMend = isForUserToMend;
    }

    /** Settings, migrations and the history of the database contradict each other. */
    public static ExecutionException contradiction(String message) {
        return new ExecutionException(message, null, true);
    }

    /** The database refused. */
    static ExecutionException refused(String message, Throwable cause) {
        return new ExecutionException(message, cause, false);
    }

    /** The database would refuse because of its rows. */
    static ExecutionException rows(String message) {
        return new ExecutionException(message, null, false);
    }

    /** True when migrations or settings are wrong; false when the database refused. */
    public boolean isForUserToMend() {
        return isForUserToMend;
    }
}
