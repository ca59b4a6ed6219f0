package dev.qorm.schema;

import java.util.List;

/**
 * A primary key. Its columns are NOT NULL.
 *
 * @param name the constraint's name; MySQL and MariaDB ignore it and always report {@code PRIMARY}
 * @param columns at least one column, in key order
 */
public record PrimaryKey(String name, List<String> columns) implements TableElement {
    public PrimaryKey {
        columns = Checks.columns("primary key " + name, columns);
    }

    /** Returns this key over other columns. */
    public PrimaryKey over(List<String> others) {
        return new PrimaryKey(name, others);
    }

    @Override
    public PrimaryKey named(String newName) {
        return new PrimaryKey(newName, columns);
    }

    @Override
    public List<String> columnNames() {
        return columns;
    }
}
