package dev.qorm.command;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RowValues;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Column;
import dev.qorm.schema.SqlText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Orders the changes of columns in all tables: columns are added before rows get values that are made from them, and
 * are changed and dropped afterwards. Without this, drops come first, and the tables one after the other.
 */
final class OrderOfReads {
    private final List<TableOperation> columns;
    /**
     * The changes that are in order, or wait for others. A change that would wait for itself is part of a circle, for
     * which there is no order.
     */
    private final BitSet visited = new BitSet();

    private final List<TableOperation> ordered = new ArrayList<>();

    private OrderOfReads(List<TableOperation> columns) {
        this.columns = columns;
    }

    /**
     * Returns the same operations in an order in which columns exist whenever they are read. All changes of columns
     * stay after the dropped keys and before the new ones.
     *
     * @throws CommandException if values are made from each other in a circle
     */
    static List<Operation> of(List<Operation> operations) {
        if (operations.stream().allMatch(operation -> RowValues.expression(operation) == null)) {
            return operations;
        }
        var order = new OrderOfReads(
                operations.stream().flatMap(OrderOfReads::ofColumn).toList());
        order.checkCircles();
        for (var i = 0; i < order.columns.size(); i++) {
            order.visit(i);
        }
        var columns = order.ordered.iterator();
        return operations.stream()
                .map(operation -> ofColumn(operation).findAny().isPresent() ? columns.next() : operation)
                .toList();
    }

    private static Stream<TableOperation> ofColumn(Operation operation) {
        return operation instanceof AddColumn || operation instanceof DropColumn || operation instanceof AlterColumn
                ? Stream.of((TableOperation) operation)
                : Stream.empty();
    }

    private void visit(int index) {
        if (visited.get(index)) {
            return;
        }
        visited.set(index);
        for (var i = 0; i < columns.size(); i++) {
            if (i != index && comesBefore(i, index)) {
                visit(i);
            }
        }
        ordered.add(columns.get(index));
    }

    private boolean comesBefore(int index, int other) {
        var first = columns.get(index);
        var second = columns.get(other);
        return isRead(first, second)
                || (index < other
                        && first.table().equals(second.table())
                        && staysBefore(first, second)
                        && !behind(other).get(index));
    }

    /** Returns the changes that must follow a change because of what is read, directly or indirectly. */
    private BitSet behind(int index) {
        var behind = new BitSet();
        var open = new ArrayDeque<Integer>(List.of(index));
        while (!open.isEmpty()) {
            var first = columns.get(open.remove());
            for (var i = 0; i < columns.size(); i++) {
                if (columns.get(i) != first && !behind.get(i) && isRead(first, columns.get(i))) {
                    behind.set(i);
                    open.add(i);
                }
            }
        }
        return behind;
    }

    private void checkCircles() {
        for (var i = 0; i < columns.size(); i++) {
            var behind = behind(i);
            if (behind.get(i)) {
                var index = i;
                throw refused(behind.stream()
                        .filter(other -> behind(other).get(index))
                        .mapToObj(columns::get)
                        .toList());
            }
        }
    }

    private static CommandException refused(List<TableOperation> circle) {
        var values = circle.stream()
                .map(operation -> name(operation) + " (" + RowValues.expression(operation) + ")")
                .collect(Collectors.joining(", "));
        return CommandException.toMend(
                "these values are computed from each other, so the result would depend on which one comes first:"
                        + " " + values + ". Make two migrations: leave the change of "
                        + name(circle.get(0))
                        + " out of the model, make the first one, put it back, and make the second"
                        + (circle.stream()
                                        .anyMatch(
                                                operation -> SqlText.hasWord(RowValues.expression(operation), "select"))
                                ? ". If a query reads a column of another table, write that table before it, so that"
                                        + " it is not taken for this one"
                                : ""));
    }

    private static String name(TableOperation operation) {
        var column = operation instanceof AddColumn add ? add.column() : ((AlterColumn) operation).to();
        return operation.table() + "." + column.name();
    }

    /**
     * Whether {@code second} reads a column that {@code first} adds, or changes or drops a column that {@code first}
     * reads.
     */
    private boolean isRead(TableOperation first, TableOperation second) {
        return (first instanceof AddColumn add && reads(second, add, add.column()) && !takesAPlace(add))
                || (second instanceof DropColumn drop && reads(first, drop, drop.column()))
                || (second instanceof AlterColumn alter && reads(first, alter, alter.from()));
    }

    /** Whether a column of the same name is dropped: that is the column which is read. */
    private boolean takesAPlace(AddColumn add) {
        return columns.stream()
                .anyMatch(operation -> operation instanceof DropColumn drop
                        && drop.table().equals(add.table())
                        && drop.column().name().equals(add.column().name()));
    }

    /**
     * Whether two changes of a table must stay in this order even if changes that are read move: a computed column is
     * dropped before those from which it is computed and added after them, and some databases allow only one
     * auto-increment column.
     */
    private static boolean staysBefore(TableOperation first, TableOperation second) {
        if (first instanceof DropColumn drop && !(second instanceof DropColumn)) {
            return drop.column().isAutoIncrement() && isCounted(second);
        }
        return !(first instanceof AddColumn source && second instanceof AddColumn add)
                || SqlText.mentions(add.column().generatedAs(), source.column().name());
    }

    private static boolean isCounted(TableOperation operation) {
        return operation instanceof AddColumn add
                ? add.column().isAutoIncrement()
                : operation instanceof AlterColumn alter && alter.to().isAutoIncrement();
    }

    /**
     * Whether the values of {@code reader} are made from {@code column}; an expression for another table names the
     * column's table.
     */
    private static boolean reads(TableOperation reader, TableOperation changed, Column column) {
        var expression = RowValues.expression(reader);
        var table = changed.table();
        return SqlText.hasWord(expression, table)
                ? SqlText.mentions(expression, column.name())
                : expression != null
                        && reader.table().equals(table)
                        && SqlText.mentionsOf(expression, table, column.name());
    }
}
