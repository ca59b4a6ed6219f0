package dev.qorm.dialect;

import dev.qorm.operation.Operation;

/**
 * A question to the database: whether rows are in the way of an operation.
 *
 * @param operation what they are in the way of
 * @param isRefused whether the database would see it and refuse the operation; else it would take it, and rows would
 *     mean what they did not
 * @param reason what the rows have in common, such as {@code rows of post with NULL in title}
 * @param query finds them; no row when nothing is in the way
 */
public record RowProbe(Operation operation, boolean isRefused, String reason, String query) {}
