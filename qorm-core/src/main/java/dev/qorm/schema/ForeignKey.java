package dev.qorm.schema;

import java.util.List;

/**
 * A foreign key.
 *
 * @param name the constraint's name
 * @param columns the referencing columns, at least one
 * @param referencedTable the referenced table, possibly the same one
 * @param referencedColumns the columns of a primary key or unique constraint of that table, as many as {@code columns}
 * @param onDelete what happens when the referenced row is deleted
 * @param onUpdate what happens when the referenced key changes
 */
public record ForeignKey(
        String name,
        List<String> columns,
        String referencedTable,
        List<String> referencedColumns,
        ReferentialAction onDelete,
        ReferentialAction onUpdate)
        implements TableElement {
    public ForeignKey {
        columns = Checks.columns("foreign key " + name, columns);
        referencedColumns = Checks.columns("foreign key " + name, referencedColumns);
        if (columns.size() != referencedColumns.size()) {
            throw new SchemaException("foreign key " + name + ": " + columns + " cannot refer to " + referencedColumns
                    + ", the numbers of columns differ");
        }
    }

    /** Returns this key with another action on delete. */
    public ForeignKey onDelete(ReferentialAction action) {
        return new ForeignKey(name, columns, referencedTable, referencedColumns, action, onUpdate);
    }

    /** Returns this key with another action on update. */
    public ForeignKey onUpdate(ReferentialAction action) {
        return new ForeignKey(name, columns, referencedTable, referencedColumns, onDelete, action);
    }

    /** Whether this key refers to {@code table}; table names are not case-sensitive. */
    public boolean refersTo(String table) {
        return referencedTable.equalsIgnoreCase(table);
    }

    @Override
    public List<String> columnNames() {
        return columns;
    }
}
