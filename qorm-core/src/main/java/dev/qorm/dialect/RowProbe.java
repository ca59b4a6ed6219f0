package dev.qorm.dialect;

import dev.qorm.operation.Operation;

/**
 * A question to the database: whether rows are in the way of an operation.
 *
 * @param operation what they are in the way of
 * @param effect what comes of it where they are
 * @param reason what the rows have in common, such as {@code rows of post with NULL in title}
 * @param query finds them; no row when nothing is in the way
 */
public record RowProbe(Operation operation, Effect effect, String reason, String query) {
    /** What comes of rows that are in the way. */
    public enum Effect {
        /** The database sees them and refuses the operation. */
        REFUSED,

        /**
         * They have texts that databases read in several ways or not at all. The statement refuses them on each, but each
         * says it in its own way.
         */
        UNREADABLE,

        /** The database takes the operation, and the rows refer to others than before. */
        RENUMBERED
    }
}
