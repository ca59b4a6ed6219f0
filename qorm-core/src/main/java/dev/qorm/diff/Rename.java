package dev.qorm.diff;

import org.jspecify.annotations.Nullable;

/**
 * The rename of a table or column.
 *
 * @param table the column's table, by its name after all renames; null for the rename of a table
 * @param from the name before
 * @param to the name after
 */
public record Rename(@Nullable String table, String from, String to) {
    /** Whether both are the same rename; table names are not case-sensitive. */
    boolean isSame(Rename other) {
        return (table == null ? other.table == null : table.equalsIgnoreCase(other.table))
                && from.equals(other.from)
                && to.equals(other.to);
    }

    /**
     * Returns the rename as it is written in {@code -Dqorm.rename}: {@code post.title:headline}, {@code writer:author}.
     * A name with a character that means something there is in quotes: {@code post.'a.b':title}.
     */
    @Override
    public String toString() {
        return (table == null ? "" : written(table) + ".") + written(from) + ":" + written(to);
    }

    /** Returns a name as it is written in an answer. */
    public static String written(String name) {
        var isPlain = name.equals(name.strip()) && name.chars().noneMatch(character -> ".:,'(".indexOf(character) >= 0);
        return isPlain ? name : "'" + name.replace("'", "''") + "'";
    }
}
