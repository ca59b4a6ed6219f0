package dev.qorm.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model's word that a table or column was renamed.
 *
 * @param table the table's name now
 * @param column the column's name now, or null when it is the table that was renamed
 * @param from the name before, as the model has it
 * @param meant what it may stand for where it is no name of the database: that of a class or field, in its own letters
 */
public record RenameHint(String table, @Nullable String column, String from, List<String> meant) {
    public RenameHint {
        meant = List.copyOf(meant);
    }
}
