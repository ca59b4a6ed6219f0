package dev.qorm.schema;

/** Anything that a table is made of, each with a name that is unique among its kind in the table. */
public sealed interface TableElement permits Column, PrimaryKey, UniqueConstraint, ForeignKey, Index, CheckConstraint {
    /** The name in the database. */
    String name();

    /** The same part under another name. */
    default TableElement named(String newName) {
        return ColumnRenaming.named(this, newName);
    }
}
