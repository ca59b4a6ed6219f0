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
 * The order in which a migration is undone: the reverse one, but that a column comes back before rows get values that are
 * made of it, and goes after that. Only changes of columns that follow each other change places; what stands between others
 * stays, as a person may have put it there.
 */
final class WayBack {
    private WayBack() {}

    /** The same operations in that order; where there is none, as they are. */
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

    /** An expression may mention columns of other tables in a query: where not all can be meant, those are that must be. */
    private static List<TableOperation> orderedColumns(List<TableOperation> columns) {
        return Stream.<Reads>of(WayBack::mentions, WayBack::isSureToRead)
                .map(reads -> new ColumnOrder(columns, reads).find())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(List.copyOf(columns));
    }

    /** Whether the values of rows that an operation gives them are made of the column that another one changes. */
    interface Reads {
        boolean test(TableOperation reader, TableOperation changed);
    }

    /** A query in an expression may read a column of another table, and has to name that table then. */
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
