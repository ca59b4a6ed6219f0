package dev.qorm.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anything that a table is made of, each with a name that is unique among its kind in the table. */
public sealed interface TableElement permits Column, PrimaryKey, UniqueConstraint, ForeignKey, Index, CheckConstraint {
    /** The name in the database. */
    String name();

    /** The SQL that this part computes or demands of each row, over the columns of its table; null where there is none. */
    default @Nullable String expression() {
        return null;
    }

    /** The columns that a key or an index consists of, in its order; none of any other part. */
    default List<String> columnNames() {
        return List.of();
    }

    /** The same part under another name. */
    default TableElement named(String newName) {
        return ColumnRenaming.named(this, newName);
    }
}
