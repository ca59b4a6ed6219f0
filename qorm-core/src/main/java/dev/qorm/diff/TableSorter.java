package dev.qorm.diff;

import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sorts tables so that each comes after the tables that it refers to. If foreign keys form a circle, the one that
 * closes it is cut.
 *
 * <p>This is a depth-first search in the order of names. It uses a stack of its own, so that a chain of thousands of
 * tables does not overflow the stack of the thread.
 */
final class TableSorter {
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final List<Table> sorted = new ArrayList<>();
    private final Set<ForeignKey> cut = new HashSet<>();

    private TableSorter(Collection<Table> tables) {
        tables.forEach(table -> this.tables.put(Table.key(table.name()), table));
    }

    /**
     * The result of sorting tables.
     *
     * @param tables each after those that it refers to, except through the cut keys
     * @param cut the foreign keys that close a circle
     */
    record Sorted(List<Table> tables, Set<ForeignKey> cut) {}

    static Sorted sort(Collection<Table> tables) {
        var sorter = new TableSorter(tables);
        var done = new HashSet<String>();
        sorter.tables.keySet().forEach(key -> sorter.visit(key, done));
        return new Sorted(sorter.sorted, sorter.cut);
    }

    private record Visit(String key, Table table, Iterator<ForeignKey> remaining) {}

    private void visit(String start, Set<String> done) {
        Deque<Visit> path = new ArrayDeque<>();
        var onPath = new HashSet<String>();
        enter(start, path, onPath, done);
        while (!path.isEmpty()) {
            var visit = path.peek();
            if (!visit.remaining.hasNext()) {
                path.pop();
                onPath.remove(visit.key);
                done.add(visit.key);
                sorted.add(visit.table);
                continue;
            }
            var foreignKey = visit.remaining.next();
            var target = Table.key(foreignKey.referencedTable());
            if (onPath.contains(target) && !target.equals(visit.key)) {
                cut.add(foreignKey);
            } else {
                enter(target, path, onPath, done);
            }
        }
    }

    private void enter(String key, Deque<Visit> path, Set<String> onPath, Set<String> done) {
        var table = tables.get(key);
        if (table != null && !done.contains(key) && onPath.add(key)) {
            path.push(new Visit(key, table, table.foreignKeys().values().iterator()));
        }
    }
}
