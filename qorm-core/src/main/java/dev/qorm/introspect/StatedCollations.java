package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Column;
import dev.qorm.schema.LinkedColumns.ColumnId;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The collations that migrations state for a database. On PostgreSQL and SQLite, where a column without one has the
 * default, others may give one to a column of which no migration states it: that is no difference. On MySQL and MariaDB
 * it is one, because qorm gives each text a collation there.
 */
public final class StatedCollations {
    private StatedCollations() {}

    /** Returns the columns of a table that state a collation. */
    public static Set<ColumnId> of(Table table, Dialect dialect) {
        return table.columns().values().stream()
                .filter(column -> column.collation(dialect.urlName()) != null)
                .map(column -> new ColumnId(table.name(), column.name()))
                .collect(Collectors.toSet());
    }

    /**
     * Returns remarks on collations that no migration states.
     *
     * @param stated the columns of which a migration states it
     */
    public static List<Remark> others(Schema live, Set<ColumnId> stated, Dialect dialect) {
        return live.tables().stream()
                .flatMap(table -> of(table, dialect).stream()
                        .filter(column -> !dialect.isMySqlFamily() && !stated.contains(column))
                        .map(column -> column(table, column))
                        .map(column -> new Remark(
                                table.name(),
                                Words.part(column),
                                "has the collation '" + column.collation(dialect.urlName())
                                        + "', which no migration states; qorm ignores that")))
                .toList();
    }

    private static Column column(Table table, ColumnId id) {
        return table.columns().values().stream()
                .filter(column -> id.equals(new ColumnId(table.name(), column.name())))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns a column as it is compared with the expected one: with the collations of the other databases, and without
     * one of this database that nobody stated.
     */
    static Column compared(Column found, Column expected, Dialect dialect) {
        if (found.collations().isEmpty() && expected.collations().isEmpty()) {
            return found;
        }
        var counts = dialect.isMySqlFamily() || expected.collation(dialect.urlName()) != null;
        var collations = expected.collations().stream()
                .filter(each -> !each.database().equals(dialect.urlName()))
                .collect(Collectors.toList());
        found.collations().stream().filter(each -> counts).forEach(collations::add);
        return Column.canBeCollated(found.type()) ? found.collations(collations) : found;
    }
}
