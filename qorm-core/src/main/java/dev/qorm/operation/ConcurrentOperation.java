package dev.qorm.operation;

import dev.qorm.schema.TableElement;

/**
 * An operation that PostgreSQL can run concurrently, while others write to the table. It then runs outside a
 * transaction. On the other databases this makes no difference.
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
    /** The index, key or check that is added or dropped, or the column that changes. */
    TableElement element();

    /** Whether the element is added or becomes NOT NULL; otherwise it is dropped or becomes nullable. */
    default boolean isAddition() {
        return sign() == '+';
    }

    /** Returns this operation as a concurrent one; the other operations of its migration must be concurrent too. */
    ConcurrentOperation concurrently();

    /**
     * Returns this operation as part of a migration that runs in one transaction, on databases whose DDL is
     * transactional.
     */
    ConcurrentOperation inTransaction();

    /** The word for it in {@link #describe}. */
    default String concurrentWord() {
        return isConcurrent() ? "concurrently " : "";
    }
}
