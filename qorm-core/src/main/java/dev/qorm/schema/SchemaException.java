package dev.qorm.schema;

/**
 * A schema that cannot exist, or a step that does not fit the schema it is applied to: a column that is added twice, a
 * key over a column that is not there. The message names the place and the value.
 */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and where, for a person */
    public SchemaException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong and where, for a person
     * @param cause what found it
     */
    public SchemaException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is wrong and where; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
