package dev.qorm.dialect;

import dev.qorm.operation.AddUnique;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.List;

/** Finds changes of the columns that an index or a unique constraint includes, which are none on most databases. */
final class IncludedColumns {
    private IncludedColumns() {}

    /** Whether the operation drops an index or a constraint, and the next one adds what {@code dialect} stores alike. */
    static boolean areAllThatChanges(List<Operation> operations, int index, Dialect dialect) {
        if (index + 1 == operations.size()) {
            return false;
        }
        var next = operations.get(index + 1);
        if (operations.get(index) instanceof DropIndex drop && next instanceof CreateIndex create) {
            return isSame(drop.table(), create.table()) && isStoredAlike(drop.index(), create.index(), dialect);
        }
        return operations.get(index) instanceof DropUnique drop
                && next instanceof AddUnique add
                && isSame(drop.table(), add.table())
                && isStoredAlike(drop.unique(), add.unique(), dialect);
    }

    private static boolean isSame(String table, String other) {
        return Table.key(table).equals(Table.key(other));
    }

    /** The same element may be dropped and added on purpose. */
    private static boolean isStoredAlike(TableElement from, TableElement to, Dialect dialect) {
        return !from.equals(to) && dialect.stored(from).equals(dialect.stored(to));
    }
}
