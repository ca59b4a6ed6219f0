package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Index;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the tables of H2 cannot have, said before a statement runs (seen on 2.5.252). */
final class H2Limits {
    private static final String COMPARISON =
            "\\s*(?:=|<>|!=|<=|>=|<|>|(?:not\\s+)?like\\b|is\\s+(?:not\\s+)?distinct\\s+from\\b)\\s*";
    private static final String EMPTY = "\\(*\\s*x?''(?!')";
    private static final String IN_EMPTY = "\\s+(?:not\\s+)?in\\s*\\(\\s*x?''\\s*\\)";

    private H2Limits() {}

    /** @throws UnsupportedByDatabaseException when {@code table} cannot have {@code part} */
    static void check(Table table, TableElement part) {
        if (part instanceof Index index && index.where() != null) {
            throw new UnsupportedByDatabaseException(
                    "the index " + index.name() + " of " + table.name() + " is partial (where " + index.where() + ")",
                    Dialect.H2,
                    "leave out where(…), or use another database for this project");
        }
        for (var column : Dependents.columns(part)) {
            if (isLarge(table.column(column))) {
                throw new UnsupportedByDatabaseException(
                        part.name() + " of " + table.name() + " is a key or an index over '" + column
                                + "', a large object",
                        Dialect.H2,
                        "give the column a length: varchar(n) or binary(n)");
            }
        }
        for (var column : table.columns().values()) {
            if (isLarge(column) && comparesWithNothing(part.expression(), column.name())) {
                throw new UnsupportedByDatabaseException(
                        part.name() + " of " + table.name() + ", a comparison of '" + column.name()
                                + "', a large object, with '' (" + part.expression() + "),",
                        Dialect.H2,
                        "compare its length instead, as in length(" + column.name()
                                + ") > 0, or give the column a length: varchar(n) or binary(n)");
            }
        }
    }

    private static boolean isLarge(Column column) {
        return column.type() instanceof ColumnType.Text || column.type() instanceof ColumnType.Blob;
    }

    /** H2 makes the empty text a large object of length 0, and then refuses that length, when it opens the database too. */
    private static boolean comparesWithNothing(@Nullable String expression, String column) {
        var name = "(?<![\\w.])\"?" + Pattern.quote(column) + "\"?(?!\\w)";
        var left = name + "(?:" + COMPARISON + EMPTY + "|" + IN_EMPTY + ")";
        var right = "(?<!')" + EMPTY + COMPARISON + name + "(?!\\s*\\()";
        return expression != null
                && Pattern.compile(left + "|" + right, Pattern.CASE_INSENSITIVE)
                        .matcher(expression)
                        .find();
    }
}
