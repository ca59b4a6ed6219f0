package dev.qorm.diff;

/** A hint or an answer about a rename contradicts the schemas. The message says which and what to do. */
public final class RenameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which rename, what is wrong and what to do, for a person */
    public RenameException(String message) {
        super(message);
    }
}
