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

    /** Allows the column to hold NULL. */
    public F nullable() {
        nullable = true;
        return self();
    }

    /** Requires that no two rows have the same value. */
    public F unique() {
        unique = true;
        return self();
    }

    /** Gives the column an index of its own. */
    public F indexed() {
        indexed = true;
        return self();
    }

    /**
     * Makes the column the primary key. If several fields call this, together they form the key, in the order of their
     * declaration.
     */
    public F primaryKey() {
        primaryKey = true;
        return self();
    }

    /** Sets the name of the column. The default is the field's name in snake case. */
    public F column(String columnName) {
        column = Objects.requireNonNull(columnName, "the name in column(…) is null");
        return self();
    }

    /** Sets the comment on the column in the database's catalog. */
    public F comment(String text) {
        comment = Objects.requireNonNull(text, "the text of comment(…) is null");
        return self();
    }

    /**
     * Sets the previous name of the column, so that the column is renamed rather than replaced. No longer needed once a
     * migration contains the rename.
     *
     * @param oldName the previous name of the column or of the field; for a relation to a key of several columns, the
     *     prefix of the previous column names: {@code item} for {@code item_shop_id} and {@code item_number}
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
