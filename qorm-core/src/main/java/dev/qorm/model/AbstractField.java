package dev.qorm.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What columns and relations have in common.
 *
 * @param <F> the field itself
 */
public abstract sealed class AbstractField<F extends AbstractField<F>> permits Field, Relation {
    private final String name;
    private boolean nullable;
    private boolean unique;
    private boolean indexed;
    private boolean primaryKey;
    private @Nullable String column;
    private @Nullable String comment;
    private @Nullable String renamedFrom;

    AbstractField(String name) {
        this.name = Objects.requireNonNull(name, "the name of a field is null");
    }

    abstract F self();

    /** The column may hold NULL. */
    public F nullable() {
        nullable = true;
        return self();
    }

    /** No two rows have the same value. */
    public F unique() {
        unique = true;
        return self();
    }

    /** The column has an index of its own. */
    public F indexed() {
        indexed = true;
        return self();
    }

    /** The column is the primary key; where several fields say so, they are it together, in their order. */
    public F primaryKey() {
        primaryKey = true;
        return self();
    }

    /** The name of the column, where it is not the field's name in snake case. */
    public F column(String columnName) {
        column = Objects.requireNonNull(columnName, "the name in column(…) is null");
        return self();
    }

    /** What the database's catalogue says about the column. */
    public F comment(String text) {
        comment = Objects.requireNonNull(text, "the text of comment(…) is null");
        return self();
    }

    /**
     * The column's name before: it was renamed, not replaced. Not needed any more once the rename has a migration.
     *
     * @param oldName the name, or that of the field; of a relation to a key of several columns, what the names of its columns
     *     began with: {@code item} for {@code item_shop_id} and {@code item_number}
     */
    public F renamedFrom(String oldName) {
        renamedFrom = Objects.requireNonNull(oldName, "the name in renamedFrom(…) is null");
        return self();
    }

    final String name() {
        return name;
    }

    final boolean isNullable() {
        return nullable;
    }

    final boolean isUnique() {
        return unique;
    }

    boolean isIndexed() {
        return indexed;
    }

    final boolean isPrimaryKey() {
        return primaryKey;
    }

    final @Nullable String explicitColumn() {
        return column;
    }

    final @Nullable String comment() {
        return comment;
    }

    final @Nullable String renamedFrom() {
        return renamedFrom;
    }
}
