package dev.qorm.dialect;

import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;

/** Refuses unique indexes and constraints that take NULLs for equal, on databases that have none. */
final class EqualNulls {
    private EqualNulls() {}

    /** @throws UnsupportedByDatabaseException if {@code part} is such an index or constraint */
    static void refuse(Dialect dialect, Table table, TableElement part) {
        if (part.isNullsNotDistinct()) {
            throw new UnsupportedByDatabaseException(
                    (part instanceof Index ? "the unique index " : "the unique constraint ") + part.name() + " of "
                            + table.name() + " for which NULLs are equal (nulls not distinct)",
                    dialect,
                    remedy(dialect, table, part));
        }
    }

    /** Returns what has the same effect there: a value takes the place of NULL. */
    private static String remedy(Dialect dialect, Table table, TableElement part) {
        var nullable = part.columnNames().stream()
                .filter(name -> table.column(name).isNullable())
                .toList();
        if (nullable.isEmpty()) {
            return "leave out nullsNotDistinct(), since none of its columns can be NULL";
        }
        var columns = String.join(", ", nullable);
        return dialect == Dialect.MARIADB
                ? "declare a column with generatedAs(\"coalesce(" + nullable.get(0) + ", …)\"), with a value that "
                        + nullable.get(0) + " never has, and a unique constraint over that column in place of "
                        + nullable.get(0) + ", which works on all databases"
                : "declare fields.index(" + expressions(table, part) + ").unique() instead, with values that " + columns
                        + " never " + (nullable.size() == 1 ? "has" : "have");
    }

    private static String expressions(Table table, TableElement part) {
        var all = new ArrayList<String>();
        for (var column : columns(part)) {
            var isNullable =
                    !column.isExpression() && table.column(column.name()).isNullable();
            all.add('"' + (isNullable ? "coalesce(" + column.name() + ", …)" : column.name()) + '"');
        }
        return String.join(", ", all);
    }

    private static List<IndexColumn> columns(TableElement part) {
        return part instanceof Index index
                ? index.columns()
                : part.columnNames().stream().map(IndexColumn::asc).toList();
    }
}
