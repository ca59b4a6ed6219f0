package dev.qorm.command;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SqlText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns go after rows have got values that are made of them: by themselves, what goes goes first. */
final class DropsAfterReads {
    private DropsAfterReads() {}

    /** The same operations, in an order in which what is read is there. What comes anew comes later still. */
    static List<Operation> of(List<Operation> operations) {
        var ordered = new ArrayList<>(operations);
        for (var operation : operations) {
            if (operation instanceof DropColumn drop) {
                var place = ordered.indexOf(drop);
                var last = lastRead(ordered, drop);
                if (last > place) {
                    moveBehind(ordered.subList(place, last + 1), drop.table());
                }
            }
        }
        return ordered;
    }

    /** All of the table that are dropped meanwhile: a computed column goes before those that it is computed from. */
    private static void moveBehind(List<Operation> between, String table) {
        var drops = between.stream()
                .filter(operation ->
                        operation instanceof DropColumn drop && drop.table().equals(table))
                .toList();
        var others = new ArrayList<>(between);
        others.removeAll(drops);
        for (var i = 0; i < between.size(); i++) {
            between.set(i, i < others.size() ? others.get(i) : drops.get(i - others.size()));
        }
    }

    private static int lastRead(List<Operation> operations, DropColumn drop) {
        for (var i = operations.size() - 1; i >= 0; i--) {
            if (read(operations.get(i), drop.table()) instanceof DefaultValue.Expression expression
                    && SqlText.mentions(expression.sql(), drop.column().name())) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable DefaultValue read(Operation operation, String table) {
        if (operation instanceof AddColumn add && add.table().equals(table)) {
            return add.backfill();
        }
        return operation instanceof AlterColumn alter && alter.table().equals(table) ? alter.backfill() : null;
    }
}
