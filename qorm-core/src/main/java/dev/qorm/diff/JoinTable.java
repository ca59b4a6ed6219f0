package dev.qorm.diff;

import org.jspecify.annotations.Nullable;

/**
 * A join table that the models derive from a relation. It is not renamed on its own: when the table of the model that
 * declares the relation is, the names derived from it change, too.
 *
 * @param table its name
 * @param owner the table that its name begins with, or null if it has a name of its own
 * @param ending the rest of its name
 */
public record JoinTable(String table, @Nullable String owner, String ending) {}
