package dev.qorm.dialect;

/** An operation that a kind of database has no SQL for. Thrown while the SQL is made: nothing of the migration ran. */
public final class UnsupportedByDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * The database cannot do this.
     *
     * @param what the table or index, and what about it is not possible
     * @param dialect the kind of database
     * @param remedy what to do instead
     */
    UnsupportedByDatabaseException(String what, Dialect dialect, String remedy) {
        super(what + ", which " + dialect.displayName() + " does not have; " + remedy);
    }

    private UnsupportedByDatabaseException(String place, UnsupportedByDatabaseException cause) {
        super(place + ": " + cause.getMessage(), cause);
    }

    /** The same, found at {@code place}: an operation, a migration. */
    public UnsupportedByDatabaseException at(String place) {
        return new UnsupportedByDatabaseException(place, this);
    }

    /** Which operation, what about it is not possible and what to do instead; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
