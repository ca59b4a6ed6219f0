package dev.qorm.model;

import dev.qorm.schema.Deferral;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A primary key or unique constraint over one or more fields. */
public final class KeyDeclaration {
    private final List<String> fields;
    private final List<String> included = new ArrayList<>();
    private boolean nullsNotDistinct;
    private @Nullable String name;
    private @Nullable Deferral deferral;

    KeyDeclaration(List<String> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Sets the name of the constraint. By default it is derived from the table and the columns. */
    public KeyDeclaration named(String constraintName) {
        name = Objects.requireNonNull(constraintName, "the name in named(…) is null");
        return this;
    }

    /**
     * Lets the index of a unique constraint carry the values of these fields along, in addition to its own. PostgreSQL
     * can then answer a query from the index alone; on the other databases this has no effect.
     */
    public KeyDeclaration include(String... includedFields) {
        included.addAll(List.of(includedFields));
        return this;
    }

    /**
     * Lets a transaction defer the check of a unique constraint to its end, with {@code set constraints … deferred}. No
     * foreign key can then refer to it, and only PostgreSQL has that.
     */
    public KeyDeclaration deferrable() {
        deferral = Deferral.INITIALLY_IMMEDIATE;
        return this;
    }

    /**
     * Takes NULLs for equal: a unique constraint allows only one row with a NULL in the same place, as it does with any
     * other value. Not every database supports this.
     */
    public KeyDeclaration nullsNotDistinct() {
        nullsNotDistinct = true;
        return this;
    }

    /**
     * Has a unique constraint checked when a transaction ends, so that rows can exchange their values in it. No foreign
     * key can then refer to it, and only PostgreSQL has that.
     */
    public KeyDeclaration initiallyDeferred() {
        deferral = Deferral.INITIALLY_DEFERRED;
        return this;
    }

    /** Whether this declaration replaces {@code other} when a model inherits {@code other}. */
    boolean replaces(KeyDeclaration other) {
        return fields.equals(other.fields) || (name != null && name.equals(other.name));
    }

    List<String> fields() {
        return fields;
    }

    List<String> included() {
        return included;
    }

    boolean isNullsNotDistinct() {
        return nullsNotDistinct;
    }

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    Deferral deferral() {
        return deferral;
    }
}
