package dev.qorm.scan;

/**
 * Thrown if the classes of the project do not match its sources. The message names the class, the file and the remedy.
 */
public final class ScanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what does not match and what to do, for the user */
    public ScanException(String message) {
        super(message);
    }

    /**
     * @param message what does not match and what to do, for the user
     * @param cause the exception that reported it
     */
    public ScanException(String message, Throwable cause) {
        super(message, cause);
    }
}
