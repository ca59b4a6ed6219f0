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

    /** The constraint's name, where it is not derived from table and columns. */
    public KeyDeclaration named(String constraintName) {
        name = Objects.requireNonNull(constraintName, "the name in named(…) is null");
        return this;
    }

    /** Whether this stands where a model would inherit {@code other}. */
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
