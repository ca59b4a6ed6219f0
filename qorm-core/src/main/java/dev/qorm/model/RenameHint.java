package dev.qorm.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model's statement that a table or column was renamed.
 *
 * @param table the current name of the table
 * @param column the current name of the column, or null if the table was renamed
 * @param from the previous name, as the model gives it
 * @param meant the names that {@code from} may stand for if it is not a name in the database but that of a class or
 *     field, in its own spelling
 */
public record RenameHint(String table, @Nullable String column, String from, List<String> meant) {
    public RenameHint {
        meant = List.copyOf(meant);
    }
}
