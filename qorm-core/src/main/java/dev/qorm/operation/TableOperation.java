package dev.qorm.operation;

/** A step that changes a table which is there before and after it. */
public sealed interface TableOperation extends Operation
        permits CommentTable,
                AddColumn,
                DropColumn,
                AddPrimaryKey,
                DropPrimaryKey,
                ConcurrentOperation,
                RenameColumn,
                RenameConstraint,
                RenameIndex {
    /** The table's name. */
    String table();
}
