package dev.qorm.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An index over one or more fields or expressions. */
public final class IndexDeclaration {
    private final List<String> fields;
    private final Set<String> descending = new HashSet<>();
    private final List<String> included = new ArrayList<>();
    private boolean unique;
    private boolean nullsNotDistinct;
    private @Nullable String where;
    private @Nullable String name;

    IndexDeclaration(List<String> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Sets the name of the index. By default it is derived from the table, the columns and the words of expressions. */
    public IndexDeclaration named(String indexName) {
        name = Objects.requireNonNull(indexName, "the name in named(…) is null");
        return this;
    }

    /** Stores these fields and expressions of the index in descending order. */
    public IndexDeclaration descending(String... descendingFields) {
        descending.addAll(List.of(descendingFields));
        return this;
    }

    /** Makes the index unique: no two rows have the same values. */
    public IndexDeclaration unique() {
        unique = true;
        return this;
    }

    /**
     * Lets the index carry the values of these fields along, in addition to its own. PostgreSQL can then answer a query
     * from the index alone; on the other databases this has no effect.
     */
    public IndexDeclaration include(String... includedFields) {
        included.addAll(List.of(includedFields));
        return this;
    }

    /**
     * Takes NULLs for equal: a unique index allows only one row with a NULL in the same place, as it does with any other
     * value. Not every database supports this.
     */
    public IndexDeclaration nullsNotDistinct() {
        nullsNotDistinct = true;
        return this;
    }

    /** Restricts the index to the rows for which {@code condition} holds. Not every database supports this. */
    public IndexDeclaration where(String condition) {
        where = Objects.requireNonNull(condition, "the condition of where(…) is null");
        return this;
    }

    /** Whether this declaration replaces {@code other} when a model inherits {@code other}. */
    boolean replaces(IndexDeclaration other) {
        var isSame = fields.equals(other.fields)
                && descending.equals(other.descending)
                && unique == other.unique
                && included.equals(other.included)
                && nullsNotDistinct == other.nullsNotDistinct
                && Objects.equals(where, other.where);
        return isSame || (name != null && name.equals(other.name));
    }

    List<String> fields() {
        return fields;
    }

    Set<String> descendingFields() {
        return descending;
    }

    boolean isUnique() {
        return unique;
    }

    List<String> included() {
        return included;
    }

    boolean isNullsNotDistinct() {
        return nullsNotDistinct;
    }

    @Nullable
    String where() {
        return where;
    }

    @Nullable
    String name() {
        return name;
    }
}
