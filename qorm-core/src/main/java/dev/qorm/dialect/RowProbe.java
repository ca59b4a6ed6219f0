package dev.qorm.dialect;

import dev.qorm.operation.Operation;

/**
 * A query that finds the rows that are in the way of an operation.
 *
 * @param operation the operation that they are in the way of
 * @param effect what happens if there are such rows
 * @param reason what the rows have in common, such as {@code rows of post with NULL in title}
 * @param query finds them; returns no row if nothing is in the way
 */
public record RowProbe(Operation operation, Effect effect, String reason, String query) {
    /** What happens if rows are in the way. */
    public enum Effect {
        /** The database detects them and refuses the operation. */
        REFUSED,

        /**
         * They contain texts that databases read in several ways or not at all. The statement fails on each of them,
         * but with different messages.
         */
        UNREADABLE,

        /** The database accepts the operation, and the rows then refer to other rows than before. */
        RENUMBERED,

        /** The database accepts the operation, and the rows then violate a check. */
        VIOLATING;

        /** Whether the database detects the rows. */
        public boolean isRefused() {
            return this == REFUSED || this == UNREADABLE;
        }
    }
}
