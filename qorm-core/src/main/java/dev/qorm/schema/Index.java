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
 * @param include columns whose values the index carries along, and which are not part of its key
 * @param isNullsNotDistinct whether a unique index also rejects rows with a NULL in the same place; not every database
 *     supports this
 */
public record Index(
        String name,
        List<IndexColumn> columns,
        boolean isUnique,
        @Nullable String where,
        List<String> include,
        boolean isNullsNotDistinct)
        implements TableElement {
    public Index {
        Checks.columns("index " + name, columns.stream().map(IndexColumn::name).toList());
        columns = List.copyOf(columns);
        where = where == null ? null : Checks.text("index " + name, where);
        include = Checks.included("index " + name, names(columns), include);
        if (isNullsNotDistinct && !isUnique) {
            throw new SchemaException("index " + name + " is nulls not distinct, which only a unique index can be; add"
                    + " unique(), or leave out nullsNotDistinct()");
        }
    }

    /** An index that includes no columns, and for which a NULL differs from any other. */
    public Index(String name, List<IndexColumn> columns, boolean isUnique, @Nullable String where) {
        this(name, columns, isUnique, where, List.of(), false);
    }

    /** Returns this index restricted to the rows for which {@code condition} holds. */
    public Index where(String condition) {
        return new Index(name, columns, isUnique, condition, include, isNullsNotDistinct);
    }

    /** Returns this index without its condition. */
    public Index everywhere() {
        return new Index(name, columns, isUnique, null, include, isNullsNotDistinct);
    }

    /** Returns this index as a unique index. */
    public Index unique() {
        return new Index(name, columns, true, where, include, isNullsNotDistinct);
    }

    /**
     * Returns this index with the values of these columns in it, in addition to its key. PostgreSQL can then answer a
     * query from the index alone. The other databases leave them out, since they make no other difference.
     */
    public Index include(String... others) {
        return including(List.of(others));
    }

    /** Does the same for a list, which may be empty. */
    public Index including(List<String> others) {
        return new Index(name, columns, isUnique, where, others, isNullsNotDistinct);
    }

    @Override
    public Index withoutIncluded() {
        return including(List.of());
    }

    /** Returns this unique index with NULL equal to NULL. Not every database supports this. */
    public Index nullsNotDistinct() {
        return new Index(name, columns, isUnique, where, include, true);
    }

    /** Returns this index over other columns or expressions. */
    public Index over(List<IndexColumn> others) {
        return new Index(name, others, isUnique, where, include, isNullsNotDistinct);
    }

    @Override
    public Index named(String newName) {
        return new Index(newName, columns, isUnique, where, include, isNullsNotDistinct);
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
        return names(columns);
    }

    private static List<String> names(List<IndexColumn> columns) {
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
