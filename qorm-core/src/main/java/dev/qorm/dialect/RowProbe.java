package dev.qorm.dialect;

import dev.qorm.operation.Operation;

/**
 * A question to the database: whether an operation would be refused because of the rows that are there.
 *
 * @param operation what would be refused
 * @param reason what the rows have in common, such as {@code rows of post with NULL in title}
 * @param query finds them; no row when nothing is in the way
 */
public record RowProbe(Operation operation, String reason, String query) {}
