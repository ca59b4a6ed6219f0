package dev.qorm.model;

import dev.qorm.schema.ReferentialAction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key over fields that are declared by themselves: for columns that are part of several keys, or that are not
 * what a relation would make them. A {@link Relation} is shorter where it does.
 */
public final class ForeignKeyDeclaration {
    private final List<String> fields;
    private @Nullable Class<? extends Model> target;
    private List<String> references = List.of();
    private ReferentialAction onDelete = ReferentialAction.NO_ACTION;
    private ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
    private @Nullable String name;

    ForeignKeyDeclaration(List<String> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * What is referred to.
     *
     * @param targetModel the model
     * @param targetFields its fields, or none for its primary key; they have to be unique
     */
    public ForeignKeyDeclaration references(Class<? extends Model> targetModel, String... targetFields) {
        target = Objects.requireNonNull(targetModel, "the model of references(…) is null");
        references = List.of(targetFields);
        return this;
    }

    /** What happens to this row when the one it refers to is deleted; NO_ACTION unless said. */
    public ForeignKeyDeclaration onDelete(ReferentialAction action) {
        onDelete = Objects.requireNonNull(action, "the action of onDelete(…) is null");
        return this;
    }

    /** What happens to this row when the key that it refers to changes; NO_ACTION unless said. */
    public ForeignKeyDeclaration onUpdate(ReferentialAction action) {
        onUpdate = Objects.requireNonNull(action, "the action of onUpdate(…) is null");
        return this;
    }

    /** The constraint's name, where it is not derived from table and columns. */
    public ForeignKeyDeclaration named(String constraintName) {
        name = Objects.requireNonNull(constraintName, "the name in named(…) is null");
        return this;
    }

    /** Whether this stands where a model would inherit {@code other}. */
    boolean replaces(ForeignKeyDeclaration other) {
        var isSame = fields.equals(other.fields) && target == other.target;
        return isSame || (name != null && name.equals(other.name));
    }

    List<String> fields() {
        return fields;
    }

    @Nullable
    Class<? extends Model> target() {
        return target;
    }

    List<String> references() {
        return references;
    }

    ReferentialAction onDelete() {
        return onDelete;
    }

    ReferentialAction onUpdate() {
        return onUpdate;
    }

    @Nullable
    String name() {
        return name;
    }
}
