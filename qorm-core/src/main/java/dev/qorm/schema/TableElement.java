package dev.qorm.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a table. Its name is unique among the parts of its kind in the table. */
public sealed interface TableElement permits Column, PrimaryKey, UniqueConstraint, ForeignKey, Index, CheckConstraint {
    /** The name in the database. */
    String name();

    /** The SQL expressions that this part computes or requires of each row, over the columns of its table. */
    default List<String> expressions() {
        return List.of();
    }

    /** Whether one of its expressions mentions {@code column}. */
    default boolean mentions(String column) {
        return expressions().stream().anyMatch(expression -> SqlText.mentions(expression, column));
    }

    /** The columns of a key or an index, in its order; empty for any other part. */
    default List<String> columnNames() {
        return List.of();
    }

    /** The columns whose values an index or a unique constraint carries along, beside its key. */
    default List<String> include() {
        return List.of();
    }

    /** Returns the same without them. */
    default TableElement withoutIncluded() {
        return this;
    }

    /** Whether a unique index or constraint takes NULLs for equal. */
    default boolean isNullsNotDistinct() {
        return false;
    }

    /** When a foreign key or a unique constraint is checked; null if it is not deferrable, as everything else. */
    default @Nullable Deferral deferral() {
        return null;
    }

    /** Whether it is a key or an index with {@code column}, in its key or beside it. */
    default boolean holds(String column) {
        return columnNames().contains(column) || include().contains(column);
    }

    /** Returns what it has beside its key, for the user: {@code  include (b) nulls not distinct}; usually empty. */
    default String describeMore() {
        return (include().isEmpty() ? "" : " include (" + String.join(", ", include()) + ")")
                + (isNullsNotDistinct() ? " nulls not distinct" : "");
    }

    /** Whether it is an index, or a key, which has an index. */
    default boolean hasIndex() {
        return this instanceof Index || this instanceof UniqueConstraint || this instanceof PrimaryKey;
    }

    /** Returns this part with another name. */
    TableElement named(String newName);
}
