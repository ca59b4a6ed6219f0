package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ComputedColumns;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The limits of tables on H2, checked before a statement runs (seen on 2.5.252). */
final class H2Limits {
    private static final String COMPARISON =
            "\\s*(?:=|<>|!=|<=|>=|<|>|(?:not\\s+)?like\\b|is\\s+(?:not\\s+)?distinct\\s+from\\b)\\s*";
    private static final String EMPTY = "\\(*\\s*x?''(?!')";
    private static final String IN_EMPTY = "\\s+(?:not\\s+)?in\\s*\\(\\s*x?''\\s*\\)";

    private H2Limits() {}

    /** @throws UnsupportedByDatabaseException if {@code table} cannot have {@code part} */
    static void check(Table table, TableElement part) {
        LimitChecks.refuseExpressions(Dialect.H2, table, part);
        LimitChecks.refuseDeferral(Dialect.H2, table, part);
        if (part instanceof Index index && index.where() != null) {
            throw new UnsupportedByDatabaseException(
                    "the index " + index.name() + " of " + table.name() + " is partial (where " + index.where() + ")",
                    Dialect.H2,
                    "leave out where(…), or use another database for this project");
        }
        for (var column : part.columnNames()) {
            if (isLarge(table.column(column))) {
                throw new UnsupportedByDatabaseException(
                        part.name() + " of " + table.name() + " is a key or an index over '" + column
                                + "', a large object",
                        Dialect.H2,
                        "give the column a length: varchar(n) or binary(n)");
            }
        }
        checkColumn(table, part);
        for (var column : table.columns().values()) {
            for (var expression : isLarge(column) ? part.expressions() : List.<String>of()) {
                if (comparesWithNothing(expression, column.name())) {
                    throw new UnsupportedByDatabaseException(
                            part.name() + " of " + table.name() + ", a comparison of '" + column.name()
                                    + "', a large object, with '' (" + expression + ")",
                            Dialect.H2,
                            "compare its length instead, as in length(" + column.name()
                                    + ") > 0, or give the column a length: varchar(n) or binary(n)");
                }
            }
        }
    }

    private static void checkColumn(Table table, TableElement part) {
        var where = part.name() + " of " + table.name();
        if (part instanceof Column column
                && ComputedColumns.isComputedFrom(column, table.columns().values())) {
            throw new UnsupportedByDatabaseException(
                    where + ", a column that is computed from a computed one (" + column.generatedAs() + ")",
                    Dialect.H2,
                    "replace the other one with its expression");
        }
        if (part instanceof PrimaryKey key
                && key.columns().stream()
                        .anyMatch(column -> table.column(column).generatedAs() != null)) {
            throw new UnsupportedByDatabaseException(
                    where + ", a primary key over a computed column", Dialect.H2, "make it a unique constraint");
        }
        if (part instanceof Column column && column.type() instanceof ColumnType.Enumeration type) {
            var folded = type.values().stream()
                    .map(value -> value.strip().toUpperCase(Locale.ROOT))
                    .toList();
            if (folded.contains("") || Set.copyOf(folded).size() < folded.size()) {
                throw new UnsupportedByDatabaseException(
                        where + ", an enumeration with an empty value or with values that differ in case only "
                                + type.values(),
                        Dialect.H2,
                        "make it a varchar(n) with a check");
            }
        }
    }

    private static boolean isLarge(Column column) {
        return column.type() instanceof ColumnType.Text || column.type() instanceof ColumnType.Blob;
    }

    /**
     * H2 converts the empty text to a large object of length 0, and then refuses that length, even when it opens the
     * database.
     */
    private static boolean comparesWithNothing(String expression, String column) {
        var name = "(?<![\\w.])\"?" + Pattern.quote(column) + "\"?(?!\\w)";
        var left = name + "(?:" + COMPARISON + EMPTY + "|" + IN_EMPTY + ")";
        var right = "(?<!')" + EMPTY + COMPARISON + name + "(?!\\s*\\()";
        return Pattern.compile(left + "|" + right, Pattern.CASE_INSENSITIVE)
                .matcher(expression)
                .find();
    }
}
