package dev.qorm.model;

import org.jspecify.annotations.Nullable;

/**
 * A model's word that a table or column was renamed.
 *
 * @param table the table's name now
 * @param column the column's name now, or null when it is the table that was renamed
 * @param from the name before
 */
public record RenameHint(String table, @Nullable String column, String from) {}
