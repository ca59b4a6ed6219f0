package dev.qorm.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a table. Its name is unique among the parts of its kind in the table. */
public sealed interface TableElement permits Column, PrimaryKey, UniqueConstraint, ForeignKey, Index, CheckConstraint {
    /** The name in the database. */
    String name();

    /**
     * The SQL expression that this part computes or requires of each row, over the columns of its table; null if it has
     * none.
     */
    default @Nullable String expression() {
        return null;
    }

    /** The columns of a key or an index, in its order; empty for any other part. */
    default List<String> columnNames() {
        return List.of();
    }

    /** Whether it is an index, or a key, which has an index. */
    default boolean hasIndex() {
        return this instanceof Index || this instanceof UniqueConstraint || this instanceof PrimaryKey;
    }

    /** Returns this part with another name. */
    default TableElement named(String newName) {
        return ColumnRenaming.named(this, newName);
    }
}
