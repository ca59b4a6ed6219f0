package dev.qorm.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Columns that are computed from other columns, which may be computed themselves. */
public final class ComputedColumns {
    private ComputedColumns() {}

    /**
     * Returns the columns in their order, except that each follows those that it is computed from. Columns that are
     * computed from each other in a circle, which no database allows, come last.
     */
    public static List<Column> sourcesFirst(Collection<Column> columns) {
        var waiting = new ArrayList<>(columns);
        var sorted = new ArrayList<Column>();
        var isMoving = true;
        while (isMoving) {
            isMoving = false;
            for (var column : List.copyOf(waiting)) {
                if (!isComputedFrom(column, waiting)) {
                    waiting.remove(column);
                    sorted.add(column);
                    isMoving = true;
                }
            }
        }
        sorted.addAll(waiting);
        return sorted;
    }

    /**
     * Returns the names of the columns whose values change with those of {@code column}: the column itself, and those
     * computed from it.
     */
    public static Set<String> changingWith(String column, Table table) {
        var changing = new LinkedHashSet<>(Set.of(column));
        for (var computed : sourcesFirst(table.columns().values())) {
            if (computed.generatedAs() != null
                    && changing.stream().anyMatch(source -> SqlText.mentions(computed.generatedAs(), source))) {
                changing.add(computed.name());
            }
        }
        return changing;
    }

    /** Whether {@code column} is computed from a column in {@code others} that is computed itself. */
    public static boolean isComputedFrom(Column column, Collection<Column> others) {
        return column.generatedAs() != null
                && others.stream()
                        .anyMatch(other -> other.generatedAs() != null
                                && !other.equals(column)
                                && SqlText.mentions(column.generatedAs(), other.name()));
    }
}
