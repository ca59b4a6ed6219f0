package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Column;
import dev.qorm.schema.Index;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys without a name in SQLite, as in tables that were not created by qorm. They get a name that is made of the names
 * of table and columns; migrations continue to use the name from the first time that they were read, when table and
 * columns had other names.
 */
final class Nameless {
    private Nameless() {}

    /** Returns the live table with the expected names for such keys, if they are otherwise the same. */
    static Table named(Table live, Table expected) {
        var known = constraints(expected);
        var missing = new HashSet<>(known);
        missing.removeAll(constraints(live));
        if (missing.isEmpty()) {
            return live;
        }
        return Table.of(
                live.name(),
                live.comment(),
                live.elements().stream()
                        .map(element -> known.contains(element) ? element : named(element, live, missing))
                        .toList());
    }

    private static TableElement named(TableElement found, Table live, Set<TableElement> missing) {
        if (!isConstraint(found) || !found.name().startsWith(live.name() + "_")) {
            return found;
        }
        var same = missing.stream()
                .filter(wanted -> found.named(wanted.name()).equals(wanted))
                .findFirst()
                .orElse(found);
        missing.remove(same);
        return same;
    }

    private static Set<TableElement> constraints(Table table) {
        return table.elements().stream()
                .filter(Nameless::isConstraint)
                .map(Dialect.SQLITE::stored)
                .collect(Collectors.toSet());
    }

    private static boolean isConstraint(TableElement element) {
        return !(element instanceof Column) && !(element instanceof Index);
    }
}
