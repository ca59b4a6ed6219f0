package dev.qorm.schema;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Columns that foreign keys link to each other, and which therefore hold the same values. */
public final class LinkedColumns {
    private final Map<ColumnId, Set<ColumnId>> ends = new HashMap<>();

    /**
     * A column.
     *
     * @param table the name of its table, in lower case: names are not case-sensitive
     * @param name its own name, in lower case
     */
    public record ColumnId(String table, String name) {
        /** Accepts the names in any case. */
        public ColumnId {
            table = Table.key(table);
            name = name.toLowerCase(Locale.ROOT);
        }
    }

    /** Adds the columns of a foreign key of {@code table}. */
    public void add(String table, ForeignKey key) {
        for (var i = 0; i < key.columns().size(); i++) {
            var from = new ColumnId(table, key.columns().get(i));
            var to = new ColumnId(key.referencedTable(), key.referencedColumns().get(i));
            ends.computeIfAbsent(from, each -> new LinkedHashSet<>()).add(to);
            ends.computeIfAbsent(to, each -> new LinkedHashSet<>()).add(from);
        }
    }

    /**
     * Returns the column itself, followed by those that foreign keys link to it, directly or through others, nearest
     * first.
     */
    public Stream<ColumnId> of(String table, String column) {
        var found = new LinkedHashSet<ColumnId>();
        var next = new ArrayDeque<ColumnId>();
        next.add(new ColumnId(table, column));
        while (!next.isEmpty()) {
            var each = next.remove();
            if (found.add(each)) {
                next.addAll(ends.getOrDefault(each, Set.of()));
            }
        }
        return found.stream();
    }
}
