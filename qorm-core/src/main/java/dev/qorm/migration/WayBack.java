package dev.qorm.migration;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RowValues;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Column;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a migration is undone: the reverse order, except that a column is restored before rows get values
 * that are made from it, and is dropped afterwards. Only consecutive changes of columns are reordered; other operations
 * stay in place, as the user may have put them there on purpose.
 */
final class WayBack {
    private WayBack() {}

    /** Returns the same operations in that order, or unchanged if there is none. */
    static List<Operation> ordered(List<Operation> reversed) {
        if (reversed.stream().allMatch(operation -> RowValues.expression(operation) == null)) {
            return reversed;
        }
        var ordered = new ArrayList<Operation>();
        var columns = new ArrayList<TableOperation>();
        for (var operation : reversed) {
            if (column(operation) != null) {
                columns.add((TableOperation) operation);
            } else {
                ordered.addAll(orderedColumns(columns));
                ordered.add(operation);
                columns.clear();
            }
        }
        ordered.addAll(orderedColumns(columns));
        return ordered;
    }

    /**
     * An expression may mention columns of other tables in a query. If it is impossible to order all columns that may
     * be meant, only those that are certainly meant are ordered.
     */
    private static List<TableOperation> orderedColumns(List<TableOperation> columns) {
        return Stream.<Reads>of(WayBack::mentions, WayBack::isSureToRead)
                .map(reads -> new ColumnOrder(columns, reads).find())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(List.copyOf(columns));
    }

    /** Whether an operation makes the values of rows from the column that another operation changes. */
    interface Reads {
        boolean test(TableOperation reader, TableOperation changed);
    }

    /** A query in an expression may read a column of another table, which it must then name. */
    private static boolean mentions(TableOperation reader, TableOperation changed) {
        var expression = RowValues.expression(reader);
        return SqlText.mentions(expression, name(changed))
                && (isTable(reader.table()).test(changed.table()) || SqlText.hasWord(expression, changed.table()));
    }

    private static boolean isSureToRead(TableOperation reader, TableOperation changed) {
        return isTable(reader.table()).test(changed.table())
                && SqlText.certainColumns(RowValues.expression(reader)).stream()
                        .anyMatch(name(changed)::equalsIgnoreCase);
    }

    static Predicate<String> isTable(String table) {
        return name -> Table.key(name).equals(Table.key(table));
    }

    static @Nullable Column column(Operation operation) {
        if (operation instanceof AddColumn add) {
            return add.column();
        }
        if (operation instanceof DropColumn drop) {
            return drop.column();
        }
        return operation instanceof AlterColumn alter ? alter.to() : null;
    }

    static String name(TableOperation change) {
        return Objects.requireNonNull(column(change)).name();
    }
}
