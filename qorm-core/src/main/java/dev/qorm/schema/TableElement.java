package dev.qorm.schema;

import java.util.List;

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

    /** Whether it is an index, or a key, which has an index. */
    default boolean hasIndex() {
        return this instanceof Index || this instanceof UniqueConstraint || this instanceof PrimaryKey;
    }

    /** Returns this part with another name. */
    TableElement named(String newName);
}
