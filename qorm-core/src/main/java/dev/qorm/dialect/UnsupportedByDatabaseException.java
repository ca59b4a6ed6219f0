package dev.qorm.dialect;

/**
 * Thrown if a kind of database has no SQL for an operation. It is thrown while the SQL is rendered, before anything of
 * the migration runs.
 */
public final class UnsupportedByDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param what the table or index, and what about it is not supported
     * @param dialect the kind of database
     * @param remedy what to do instead
     */
    UnsupportedByDatabaseException(String what, Dialect dialect, String remedy) {
        super(what + ", which " + dialect.displayName() + " does not support; " + remedy);
    }

    private UnsupportedByDatabaseException(String place, UnsupportedByDatabaseException cause) {
        super(place + ": " + cause.getMessage(), cause);
    }

    /** Returns the same exception, with the {@code place} where it was found: an operation, a migration. */
    public UnsupportedByDatabaseException at(String place) {
        return new UnsupportedByDatabaseException(place, this);
    }

    /** Returns which operation, what about it is not supported and what to do instead; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
