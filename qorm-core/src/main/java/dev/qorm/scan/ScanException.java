package dev.qorm.scan;

/** The classes of the project are not what its sources say; the message names class and file and says what to do. */
public final class ScanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what does not fit and what to do, for a person */
    public ScanException(String message) {
        super(message);
    }

    /**
     * @param message what does not fit and what to do, for a person
     * @param cause what found it
     */
    public ScanException(String message, Throwable cause) {
        super(message, cause);
    }
}
