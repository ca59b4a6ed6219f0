package dev.qorm.schema;

/**
 * A column of an index with its direction.
 *
 * @param name the column's name
 * @param isDescending whether the index holds the column in descending order
 */
public record IndexColumn(String name, boolean isDescending) {
    /** Returns the column in ascending order. */
    public static IndexColumn asc(String name) {
        return new IndexColumn(name, false);
    }

    /** Returns the column in descending order. */
    public static IndexColumn desc(String name) {
        return new IndexColumn(name, true);
    }
}
