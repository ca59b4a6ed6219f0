package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.List;

/** The limits of tables on SQLite, checked before a statement runs. */
final class SqliteLimits {
    private SqliteLimits() {}

    /** @throws UnsupportedByDatabaseException if {@code table} cannot have {@code part} */
    static void check(Table table, TableElement part) {
        KeptNames.refuse(Dialect.SQLITE, table, part);
        checkKeywords(table, part);
        EqualNulls.refuse(Dialect.SQLITE, table, part);
        if (part instanceof UniqueConstraint) {
            LimitChecks.refuseDeferral(Dialect.SQLITE, table, part);
        }
        if (part instanceof Column column) {
            checkColumn(table, column);
        }
    }

    private static void checkColumn(Table table, Column column) {
        var key = table.primaryKey();
        List<String> keyColumns = key == null ? List.of() : key.columns();
        var isInKey = keyColumns.contains(column.name());
        if (column.isAutoIncrement() && !(isInKey && keyColumns.size() == 1)) {
            throw new UnsupportedByDatabaseException(
                    "the column " + table.name() + "." + column.name()
                            + " is auto-increment and not the whole primary key",
                    Dialect.SQLITE,
                    "make it the primary key, or remove its auto-increment");
        }
        if (column.generatedAs() != null && isInKey) {
            throw new UnsupportedByDatabaseException(
                    "the column " + table.name() + "." + column.name() + " is generated and in the primary key",
                    Dialect.SQLITE,
                    "use a unique constraint instead");
        }
    }

    /** The two keywords that jOOQ does not know as keywords of SQLite, and writes without quotes. */
    private static void checkKeywords(Table table, TableElement part) {
        checkKeyword("returning", List.of(table.name()), "name of a table");
        if (part instanceof Column) {
            checkKeyword("returning", List.of(part.name()), "name of a column");
        } else if (!(part instanceof ForeignKey)) {
            checkKeyword("cast", part.columnNames(), "column in " + part.name());
        }
    }

    private static void checkKeyword(String keyword, List<String> names, String place) {
        for (var name : names) {
            if (name.equalsIgnoreCase(keyword)) {
                throw new UnsupportedByDatabaseException(
                        "'" + name + "', a keyword, as the " + place, Dialect.SQLITE, "give it another name");
            }
        }
    }
}
