package dev.qorm.model;

import org.jspecify.annotations.Nullable;

/**
 * The table of a {@link ManyToMany}.
 *
 * @param table its name
 * @param owner the table of the model that declares the relation, if the name is derived from it, or null
 * @param ending what the derived name has after that of the owner
 */
public record JoinTable(String table, @Nullable String owner, String ending) {}
