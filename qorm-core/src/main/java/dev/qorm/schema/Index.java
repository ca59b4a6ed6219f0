package dev.qorm.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index.
 *
 * @param name the index's name
 * @param columns at least one column, in index order
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

    @Override
    public List<String> columnNames() {
        return columns.stream().map(IndexColumn::name).toList();
    }

    @Override
    public @Nullable String expression() {
        return where;
    }
}
