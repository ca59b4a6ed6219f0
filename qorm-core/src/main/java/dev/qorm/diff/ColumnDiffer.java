package dev.qorm.diff;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.ComputedColumns;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the columns of a table that exists before and after. */
final class ColumnDiffer {
    private final Table from;
    private final Table to;

    ColumnDiffer(Table from, Table to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Returns the columns that are dropped and added again under the same name: no database turns a written column into
     * a computed one or changes the expression, and some refuse to drop a column from which another one is computed, or
     * to change its type.
     */
    Set<String> recreated() {
        var names = new HashSet<String>();
        var size = -1;
        while (names.size() > size) {
            size = names.size();
            for (var after : to.columns().values()) {
                var before = from.columns().get(after.name());
                if (before != null && after.generatedAs() != null && isRecreated(before, after, names)) {
                    names.add(after.name());
                }
            }
        }
        return names;
    }

    private boolean isRecreated(Column before, Column after, Set<String> recreated) {
        return !after.comment(before.comment()).equals(before)
                || recreated.stream().anyMatch(name -> SqlText.mentions(after.generatedAs(), name))
                || from.columns().values().stream()
                        .filter(column -> SqlText.mentions(after.generatedAs(), column.name()))
                        .anyMatch(column -> to.columns().containsKey(column.name())
                                && !to.column(column.name()).hasTypeOf(column));
    }

    void diff(PhasedOperations operations, Set<String> recreated) {
        for (var before : readersFirst(from.columns().values())) {
            if (!to.columns().containsKey(before.name()) || recreated.contains(before.name())) {
                operations.add(
                        before.generatedAs() != null ? Phase.DROP_GENERATED_COLUMNS : Phase.DROP_COLUMNS,
                        new DropColumn(from.name(), before));
            }
        }
        var first = firstToStay(recreated);
        for (var after : ComputedColumns.sourcesFirst(to.columns().values())) {
            var before = from.columns().get(after.name());
            if (before == null || recreated.contains(after.name())) {
                operations.add(
                        after.equals(first) ? Phase.ADD_COLUMNS_THAT_STAY : addition(after),
                        new AddColumn(from.name(), after, null));
            }
        }
        to.columns().values().stream()
                .filter(after -> from.columns().containsKey(after.name()) && !recreated.contains(after.name()))
                .map(after -> new AlterColumn(from.name(), stored(operations, after), after))
                .filter(alter -> !alter.from().equals(alter.to()))
                .sorted(Comparator.comparing(alter -> !alter.from().isAutoIncrement()))
                .forEach(alter -> operations.add(Phase.ALTER_COLUMNS, alter));
    }

    /**
     * Returns the column as it was. A computed column that becomes a written one is first changed to a written one,
     * without any other change.
     */
    private Column stored(PhasedOperations operations, Column after) {
        var before = from.column(after.name());
        if (before.generatedAs() == null || after.generatedAs() != null) {
            return before;
        }
        var written = before.written();
        operations.add(Phase.STORE_COLUMNS, new AlterColumn(from.name(), before, written));
        return written;
    }

    private static List<Column> readersFirst(Collection<Column> columns) {
        var reversed = new ArrayList<>(columns);
        Collections.reverse(reversed);
        var sorted = new ArrayList<>(ComputedColumns.sourcesFirst(reversed));
        Collections.reverse(sorted);
        return sorted;
    }

    private static Phase addition(Column column) {
        if (column.generatedAs() != null) {
            return Phase.ADD_GENERATED_COLUMNS;
        }
        return column.isAutoIncrement() ? Phase.ADD_COUNTED_COLUMNS : Phase.ADD_COLUMNS;
    }

    /**
     * Returns the new column that must be added before the old ones are dropped, if none of those stays, since a table
     * cannot be without columns. Its name must not equal that of an old column except for case, which some databases
     * treat as the same name. An auto-increment column is the last choice, since some databases allow only one.
     */
    private @Nullable Column firstToStay(Set<String> recreated) {
        var isReplaced = from.columns().values().stream()
                .allMatch(column -> column.generatedAs() != null
                        || !to.columns().containsKey(column.name())
                        || recreated.contains(column.name()));
        return isReplaced
                ? to.columns().values().stream()
                        .filter(column -> column.generatedAs() == null)
                        .filter(column -> from.columns().keySet().stream().noneMatch(column.name()::equalsIgnoreCase))
                        .min(Comparator.comparing(Column::isAutoIncrement))
                        .orElse(null)
                : null;
    }
}
