package dev.qorm.schema;

/**
 * What an index holds of a row: a column, or an expression over the columns, with its direction.
 *
 * @param name the column's name; for an expression, its SQL
 * @param isDescending whether the index holds the values in descending order
 * @param isExpression whether it is an expression; not every database supports this
 */
public record IndexColumn(String name, boolean isDescending, boolean isExpression) {
    public IndexColumn {
        name = isExpression ? Checks.text("an index", name) : name;
    }

    /** A column. */
    public IndexColumn(String name, boolean isDescending) {
        this(name, isDescending, false);
    }

    /** Returns the column in ascending order. */
    public static IndexColumn asc(String name) {
        return new IndexColumn(name, false);
    }

    /** Returns the column in descending order. */
    public static IndexColumn desc(String name) {
        return new IndexColumn(name, true);
    }

    /** Returns the expression in ascending order. */
    public static IndexColumn expression(String sql) {
        return new IndexColumn(sql, false, true);
    }

    /** Returns the same in descending order. */
    public IndexColumn descending() {
        return new IndexColumn(name, true, isExpression);
    }

    /** Returns the same under another name, or with another expression. */
    public IndexColumn named(String newName) {
        return new IndexColumn(newName, isDescending, isExpression);
    }
}
