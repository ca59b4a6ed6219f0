package dev.qorm.operation;

/** An operation that cannot be undone was asked to be. */
public final class IrreversibleOperationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which operation and what to do, for a person */
    public IrreversibleOperationException(String message) {
        super(message);
    }
}
