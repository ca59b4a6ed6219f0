package dev.qorm.schema;

/**
 * Thrown for a schema that cannot exist, or an operation that does not fit the schema to which it is applied: a column
 * that is added twice, a key over a column that does not exist. The message names the place and the value.
 */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and where, for the user */
    public SchemaException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong and where, for the user
     * @param cause the exception that reported it
     */
    public SchemaException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns what is wrong and where; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
