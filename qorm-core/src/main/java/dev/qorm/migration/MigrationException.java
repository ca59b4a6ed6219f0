package dev.qorm.migration;

/** Thrown if the migrations of a project are invalid. The message says which migration is affected and what to do. */
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which migration is affected, what is wrong and what to do, for the user */
    public MigrationException(String message) {
        super(message);
    }

    /**
     * @param message which migration is affected, what is wrong and what to do, for the user
     * @param cause the exception that reported it
     */
    public MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
