package dev.qorm.migration;

/** The migrations of a project are not what they should be; the message says which and what to do. */
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which migration, what is wrong and what to do, for a person */
    public MigrationException(String message) {
        super(message);
    }

    /**
     * @param message which migration, what is wrong and what to do, for a person
     * @param cause what found it
     */
    public MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
