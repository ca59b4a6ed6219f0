package dev.qorm.diff;

import org.jspecify.annotations.Nullable;

/**
 * A table or column that got another name.
 *
 * @param table the column's table, by its name after all renames; null when it is a table that was renamed
 * @param from the name before
 * @param to the name after
 */
public record Rename(@Nullable String table, String from, String to) {
    /** Whether both say the same; names of tables do not distinguish case. */
    boolean isSame(Rename other) {
        return (table == null ? other.table == null : table.equalsIgnoreCase(other.table))
                && from.equals(other.from)
                && to.equals(other.to);
    }

    /** As it is written in {@code -Dqorm.rename}: {@code post.title:headline}, {@code writer:author}. */
    @Override
    public String toString() {
        return (table == null ? "" : table + ".") + from + ":" + to;
    }
}
