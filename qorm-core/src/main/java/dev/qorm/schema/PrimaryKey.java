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

    @Override
    public List<String> columnNames() {
        return columns;
    }
}
