package dev.qorm.operation;

/** An operation on a table that exists before and after it. */
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
