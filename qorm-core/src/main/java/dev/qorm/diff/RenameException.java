package dev.qorm.diff;

/**
 * Thrown if a hint or an answer about a rename contradicts the schemas. The message names the rename and the remedy.
 */
public final class RenameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which rename is affected, what is wrong and what to do, for the user */
    public RenameException(String message) {
        super(message);
    }
}
