package dev.qorm.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key.
 *
 * @param name the constraint's name
 * @param columns the referencing columns, at least one
 * @param referencedTable the referenced table, possibly the same one
 * @param referencedColumns the columns of a primary key or unique constraint of that table, as many as {@code columns}
 * @param onDelete what happens when the referenced row is deleted
 * @param onUpdate what happens when the referenced key changes
 * @param isExternal whether the table is an external one, which the schema does not contain
 * @param deferral when it is checked, or null if it is not deferrable
 */
public record ForeignKey(
        String name,
        List<String> columns,
        String referencedTable,
        List<String> referencedColumns,
        ReferentialAction onDelete,
        ReferentialAction onUpdate,
        boolean isExternal,
        @Nullable Deferral deferral)
        implements TableElement {
    public ForeignKey {
        columns = Checks.columns("foreign key " + name, columns);
        referencedColumns = Checks.columns("foreign key " + name, referencedColumns);
        if (columns.size() != referencedColumns.size()) {
            throw new SchemaException("foreign key " + name + ": " + columns + " cannot refer to " + referencedColumns
                    + ", the numbers of columns differ");
        }
    }

    /** A key that is not deferrable. */
    public ForeignKey(
            String name,
            List<String> columns,
            String referencedTable,
            List<String> referencedColumns,
            ReferentialAction onDelete,
            ReferentialAction onUpdate,
            boolean isExternal) {
        this(name, columns, referencedTable, referencedColumns, onDelete, onUpdate, isExternal, null);
    }

    /** A key that refers to a table of the same schema, and is not deferrable. */
    public ForeignKey(
            String name,
            List<String> columns,
            String referencedTable,
            List<String> referencedColumns,
            ReferentialAction onDelete,
            ReferentialAction onUpdate) {
        this(name, columns, referencedTable, referencedColumns, onDelete, onUpdate, false);
    }

    /** Returns this key with another action on delete. */
    public ForeignKey onDelete(ReferentialAction action) {
        return new ForeignKey(
                name, columns, referencedTable, referencedColumns, action, onUpdate, isExternal, deferral);
    }

    /** Returns this key with another action on update. */
    public ForeignKey onUpdate(ReferentialAction action) {
        return new ForeignKey(
                name, columns, referencedTable, referencedColumns, onDelete, action, isExternal, deferral);
    }

    /** Returns this key over other columns of its own table. */
    public ForeignKey over(List<String> otherColumns) {
        return new ForeignKey(
                name, otherColumns, referencedTable, referencedColumns, onDelete, onUpdate, isExternal, deferral);
    }

    /** Returns this key with another table or other columns that it refers to. */
    public ForeignKey to(String table, List<String> keyColumns) {
        return new ForeignKey(name, columns, table, keyColumns, onDelete, onUpdate, isExternal, deferral);
    }

    /** Returns this key as one to an external table, or to a table of the same schema. */
    public ForeignKey external(boolean isToExternal) {
        return new ForeignKey(
                name, columns, referencedTable, referencedColumns, onDelete, onUpdate, isToExternal, deferral);
    }

    /** Returns this key as a deferrable one that is checked by each statement, unless a transaction defers it. */
    public ForeignKey deferrable() {
        return deferral(Deferral.INITIALLY_IMMEDIATE);
    }

    /** Returns this key as a deferrable one that is checked when the transaction ends. */
    public ForeignKey initiallyDeferred() {
        return deferral(Deferral.INITIALLY_DEFERRED);
    }

    /** Returns this key with another deferral; null for none. */
    public ForeignKey deferral(@Nullable Deferral other) {
        return new ForeignKey(name, columns, referencedTable, referencedColumns, onDelete, onUpdate, isExternal, other);
    }

    @Override
    public ForeignKey named(String newName) {
        return new ForeignKey(
                newName, columns, referencedTable, referencedColumns, onDelete, onUpdate, isExternal, deferral);
    }

    /** Whether this key refers to the table of this name in the same schema; table names are not case-sensitive. */
    public boolean refersTo(String table) {
        return !isExternal && referencedTable.equalsIgnoreCase(table);
    }

    @Override
    public List<String> columnNames() {
        return columns;
    }
}
