package dev.qorm.operation;

/** Thrown if an operation that cannot be rolled back is to be reversed. */
public final class IrreversibleOperationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message names the operation and the remedy, for the user */
    public IrreversibleOperationException(String message) {
        super(message);
    }
}
