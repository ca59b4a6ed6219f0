package dev.qorm.diff;

import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Table;
import java.util.SortedSet;
import java.util.TreeSet;

/** The tables that the operations so far have created and that still exist. */
final class FreshTables {
    private final TreeSet<String> names = new TreeSet<>();

    /** Returns their current names, in the form of {@link Table#key}. */
    SortedSet<String> names() {
        return names;
    }

    /** Whether {@code operation}, the next one, affects only one of these tables, or creates a table. */
    boolean have(Operation operation) {
        if (operation instanceof CreateTable) {
            return true;
        }
        if (operation instanceof DropTable drop) {
            return contains(drop.table().name());
        }
        if (operation instanceof RenameTable rename) {
            return contains(rename.from());
        }
        return operation instanceof TableOperation step && contains(step.table());
    }

    private boolean contains(String table) {
        return names.contains(Table.key(table));
    }

    /** Updates the tables with the effect of {@code operation}. */
    void follow(Operation operation) {
        if (operation instanceof CreateTable create) {
            names.add(Table.key(create.table().name()));
        } else if (operation instanceof DropTable drop) {
            names.remove(Table.key(drop.table().name()));
        } else if (operation instanceof RenameTable rename && names.remove(Table.key(rename.from()))) {
            names.add(Table.key(rename.to()));
        }
    }
}
