package dev.qorm.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A primary key or unique constraint over one or more fields. */
public final class KeyDeclaration {
    private final List<String> fields;
    private @Nullable String name;

    KeyDeclaration(List<String> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Sets the name of the constraint. By default it is derived from the table and the columns. */
    public KeyDeclaration named(String constraintName) {
        name = Objects.requireNonNull(constraintName, "the name in named(…) is null");
        return this;
    }

    /** Whether this declaration replaces {@code other} when a model inherits {@code other}. */
    boolean replaces(KeyDeclaration other) {
        return fields.equals(other.fields) || (name != null && name.equals(other.name));
    }

    List<String> fields() {
        return fields;
    }

    @Nullable
    String name() {
        return name;
    }
}
