package dev.qorm.migration;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.RowValues;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds values that rows would get from columns that do not exist at that moment. It follows the operations one by one;
 * doubtful cases are left to the database.
 */
final class Misreads {
    private final List<Operation> operations;

    private Misreads(List<Operation> operations) {
        this.operations = operations;
    }

    /**
     * Returns the problems of {@code operations}, which run one after the other, as one sentence each. What the user's
     * statement reads is unknown; how it changes the columns is known.
     */
    static List<String> in(List<Operation> operations) {
        var all = new Misreads(operations.stream()
                .flatMap(operation -> operation.inDetail().stream())
                .toList());
        var found = new ArrayList<String>();
        var index = 0;
        for (var operation : operations) {
            if (operation.inDetail().contains(operation)) {
                all.at(index).forEach(found::add);
            }
            index += operation.inDetail().size();
        }
        return found;
    }

    private Stream<String> at(int index) {
        var expression = RowValues.expression(operations.get(index));
        if (expression == null) {
            return Stream.empty();
        }
        var change = (TableOperation) operations.get(index);
        return SqlText.certainColumns(expression).stream()
                .filter(name -> isAbsent(index, change.table(), name))
                .map(name -> "the rows would get the values of " + change.table() + "."
                        + Objects.requireNonNull(WayBack.column(change)).name() + " from " + expression + ", and "
                        + name
                        + " is not there at that moment");
    }

    /** Whether the table certainly does not have the column before the operation at {@code index}. */
    private boolean isAbsent(int index, String table, String name) {
        for (var i = index - 1; i >= 0 && !renames(operations.get(i), table); i--) {
            var isThere = isThereAfter(operations.get(i), table, name);
            if (isThere != null) {
                return !isThere;
            }
        }
        for (var i = index; i < operations.size() && !renames(operations.get(i), table); i++) {
            var isThere = isThereBefore(operations.get(i), table, name);
            if (isThere != null) {
                return !isThere;
            }
        }
        return false;
    }

    private static boolean renames(Operation operation, String table) {
        return operation instanceof RenameTable rename
                && Stream.of(rename.from(), rename.to()).anyMatch(WayBack.isTable(table));
    }

    private static @Nullable Boolean isThereAfter(Operation operation, String table, String name) {
        if (operation instanceof CreateTable create) {
            return WayBack.isTable(table).test(create.table().name()) ? has(create.table(), name) : null;
        }
        return isThere(operation, table, name, AddColumn.class, RenameColumn::to, RenameColumn::from);
    }

    private static @Nullable Boolean isThereBefore(Operation operation, String table, String name) {
        if (operation instanceof DropTable drop) {
            return WayBack.isTable(table).test(drop.table().name()) ? has(drop.table(), name) : null;
        }
        return isThere(operation, table, name, DropColumn.class, RenameColumn::from, RenameColumn::to);
    }

    /** Returns whether the column exists according to the operation, or null if the operation does not tell. */
    private static @Nullable Boolean isThere(
            Operation operation,
            String table,
            String name,
            Class<? extends Operation> adding,
            NameOf there,
            NameOf gone) {
        if (!(operation instanceof TableOperation change)
                || !WayBack.isTable(table).test(change.table())) {
            return null;
        }
        if (operation instanceof RenameColumn rename) {
            if (there.in(rename).equalsIgnoreCase(name)) {
                return true;
            }
            return gone.in(rename).equalsIgnoreCase(name) ? Boolean.FALSE : null;
        }
        var column = WayBack.column(operation);
        if (column == null || !column.name().equalsIgnoreCase(name)) {
            return null;
        }
        return operation instanceof AlterColumn || adding.isInstance(operation);
    }

    private interface NameOf {
        String in(RenameColumn rename);
    }

    private static boolean has(Table table, String name) {
        return table.columns().keySet().stream().anyMatch(name::equalsIgnoreCase);
    }
}
