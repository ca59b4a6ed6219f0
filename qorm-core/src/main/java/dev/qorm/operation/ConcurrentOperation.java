package dev.qorm.operation;

import dev.qorm.schema.TableElement;

/**
 * A step that PostgreSQL can do while rows of the table are written, which then is part of no transaction. On the other
 * databases it is the same either way.
 */
public sealed interface ConcurrentOperation extends TableOperation
        permits CreateIndex,
                DropIndex,
                AddUnique,
                DropUnique,
                AddForeignKey,
                DropForeignKey,
                AddCheck,
                DropCheck,
                AlterColumn {
    /** The index, key or check that comes or goes, or the column that changes. */
    TableElement element();

    /** Whether that comes, or comes to be NOT NULL; else it goes, or may be NULL from then on. */
    default boolean isAddition() {
        return sign() == '+';
    }

    /** The same, done while rows are written: the other operations of its migration have to be so, too. */
    ConcurrentOperation concurrently();

    /** The same as a part of a migration that is one transaction, where the database has it so. */
    ConcurrentOperation inTransaction();

    /** What {@link #describe} says of it. */
    default String concurrentWord() {
        return isConcurrent() ? "concurrently " : "";
    }
}
