package dev.qorm.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An index.
 *
 * @param name the index's name
 * @param columns at least one column or expression, in index order
 * @param isUnique whether rows with the same values are rejected
 * @param where the condition of a partial index, or null if all rows are indexed; not every database supports this
 */
public record Index(
        String name,
        List<IndexColumn> columns,
        boolean isUnique,
        @Nullable String where) implements TableElement {
    public Index {
        Checks.columns("index " + name, columns.stream().map(IndexColumn::name).toList());
        columns = List.copyOf(columns);
        where = where == null ? null : Checks.text("index " + name, where);
    }

    /** Returns this index restricted to the rows for which {@code condition} holds. */
    public Index where(String condition) {
        return new Index(name, columns, isUnique, condition);
    }

    /** Returns this index as a unique index. */
    public Index unique() {
        return new Index(name, columns, true, where);
    }

    /** Returns this index over other columns or expressions. */
    public Index over(List<IndexColumn> others) {
        return new Index(name, others, isUnique, where);
    }

    @Override
    public Index named(String newName) {
        return new Index(newName, columns, isUnique, where);
    }

    /** Whether this index has the values of its columns in all rows: it has neither an expression nor a condition. */
    public boolean isOverColumns() {
        return where == null && !hasExpressions();
    }

    /** Whether one of its columns is an expression. */
    public boolean hasExpressions() {
        return columns.stream().anyMatch(IndexColumn::isExpression);
    }

    /** Returns the columns and expressions for the user, separated by commas. */
    public String describeColumns() {
        return columns.stream()
                .map(column -> column.name() + (column.isDescending() ? " desc" : ""))
                .collect(Collectors.joining(", "));
    }

    /** The columns alone, without the expressions between them. */
    @Override
    public List<String> columnNames() {
        return columns.stream()
                .filter(column -> !column.isExpression())
                .map(IndexColumn::name)
                .toList();
    }

    @Override
    public List<String> expressions() {
        var all = new ArrayList<>(columns.stream()
                .filter(IndexColumn::isExpression)
                .map(IndexColumn::name)
                .toList());
        if (where != null) {
            all.add(where);
        }
        return all;
    }
}
