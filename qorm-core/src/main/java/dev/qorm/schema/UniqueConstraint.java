package dev.qorm.schema;

import java.util.List;

/**
 * A unique constraint. Rows with a NULL in one of the columns do not conflict.
 *
 * @param name the constraint's name
 * @param columns at least one column, in key order
 */
public record UniqueConstraint(String name, List<String> columns) implements TableElement {
    public UniqueConstraint {
        columns = Checks.columns("unique constraint " + name, columns);
    }

    /** Returns this constraint over other columns. */
    public UniqueConstraint over(List<String> others) {
        return new UniqueConstraint(name, others);
    }

    @Override
    public UniqueConstraint named(String newName) {
        return new UniqueConstraint(newName, columns);
    }

    @Override
    public List<String> columnNames() {
        return columns;
    }
}
