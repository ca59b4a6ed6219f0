package dev.qorm.migration;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.SqlText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Changes of columns that follow each other, in an order in which what is read is there. */
final class ColumnOrder {
    private final List<TableOperation> columns;
    private final WayBack.Reads reads;
    private final BitSet begun = new BitSet();
    private final BitSet done = new BitSet();
    private final List<TableOperation> ordered = new ArrayList<>();

    ColumnOrder(List<TableOperation> columns, WayBack.Reads reads) {
        this.columns = columns;
        this.reads = reads;
    }

    /** All of them, or null where they are in a circle, which no order helps. */
    @Nullable
    List<TableOperation> find() {
        return IntStream.range(0, columns.size()).allMatch(this::take) ? ordered : null;
    }

    /** Takes one behind those that it has to come after; false in a circle. */
    private boolean take(int index) {
        if (done.get(index)) {
            return true;
        }
        if (begun.get(index)) {
            return false;
        }
        begun.set(index);
        for (var i = 0; i < columns.size(); i++) {
            if (i != index && comesBefore(i, index) && !take(i)) {
                return false;
            }
        }
        done.set(index);
        ordered.add(columns.get(index));
        return true;
    }

    private boolean comesBefore(int one, int other) {
        var first = columns.get(one);
        var second = columns.get(other);
        if (first instanceof AddColumn && isAlone(first) && reads.test(second, first)) {
            return true;
        }
        if (second instanceof DropColumn && isAlone(second) && reads.test(first, second)) {
            return true;
        }
        return one < other && staysBefore(first, second);
    }

    /** Whether no other column of that name goes or comes: which is read would be a matter of the order. */
    private boolean isAlone(TableOperation change) {
        return columns.stream().noneMatch(other -> other != change && isOfSame(change, other));
    }

    private static boolean isOfSame(TableOperation change, TableOperation other) {
        return WayBack.isTable(change.table()).test(other.table())
                && WayBack.name(change).equalsIgnoreCase(WayBack.name(other));
    }

    /** What one of them finds, or the database takes, depends on which comes first; nobody asked for another order. */
    private boolean staysBefore(TableOperation first, TableOperation second) {
        return isOfSame(first, second)
                || isMadeOf(first, second)
                || isMadeOf(second, first)
                || (WayBack.isTable(first.table()).test(second.table()) && isCounted(first) && isCounted(second));
    }

    private boolean isMadeOf(TableOperation reader, TableOperation changed) {
        var isComputed = WayBack.isTable(reader.table()).test(changed.table())
                && SqlText.mentions(
                        Objects.requireNonNull(WayBack.column(reader)).generatedAs(), WayBack.name(changed));
        return isComputed || ((changed instanceof AlterColumn || !isAlone(changed)) && reads.test(reader, changed));
    }

    private static boolean isCounted(TableOperation change) {
        return Objects.requireNonNull(WayBack.column(change)).isAutoIncrement()
                || (change instanceof AlterColumn alter && alter.from().isAutoIncrement());
    }
}
