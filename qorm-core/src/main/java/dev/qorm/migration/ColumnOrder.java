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

/** Orders consecutive changes of columns so that each column exists whenever its values are read. */
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

    /** Returns all changes in order, or null if they form a circle, so that there is no such order. */
    @Nullable
    List<TableOperation> find() {
        return IntStream.range(0, columns.size()).allMatch(this::take) ? ordered : null;
    }

    /** Adds a change after those that must precede it; returns false in a circle. */
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

    /**
     * Whether no other change adds or drops a column of the same name; otherwise the order would determine which of
     * them is read.
     */
    private boolean isAlone(TableOperation change) {
        return columns.stream().noneMatch(other -> other != change && isOfSame(change, other));
    }

    private static boolean isOfSame(TableOperation change, TableOperation other) {
        return WayBack.isTable(change.table()).test(other.table())
                && WayBack.name(change).equalsIgnoreCase(WayBack.name(other));
    }

    /**
     * Whether two changes keep their order, because it determines what one of them reads or whether the database
     * accepts them.
     */
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
