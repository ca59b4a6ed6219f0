package dev.qorm.model;

import dev.qorm.schema.Deferral;
import dev.qorm.schema.ReferentialAction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key over fields that are declared separately: for columns that belong to several keys, or whose names or
 * types differ from those that a relation would give them. Where a {@link Relation} fits, it is shorter.
 */
public final class ForeignKeyDeclaration {
    private final List<String> fields;
    private @Nullable Class<? extends Model> target;
    private List<String> references = List.of();
    private ReferentialAction onDelete = ReferentialAction.NO_ACTION;
    private ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
    private @Nullable Deferral deferral;
    private @Nullable String name;

    ForeignKeyDeclaration(List<String> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * Sets the target of the foreign key.
     *
     * @param targetModel the model that is referred to
     * @param targetFields its fields, which must be unique; none for its primary key
     */
    public ForeignKeyDeclaration references(Class<? extends Model> targetModel, String... targetFields) {
        target = Objects.requireNonNull(targetModel, "the model of references(…) is null");
        references = List.of(targetFields);
        return this;
    }

    /** Sets what happens to a row when the row that it refers to is deleted. The default is NO_ACTION. */
    public ForeignKeyDeclaration onDelete(ReferentialAction action) {
        onDelete = Objects.requireNonNull(action, "the action of onDelete(…) is null");
        return this;
    }

    /** Sets what happens to a row when the key that it refers to changes. The default is NO_ACTION. */
    public ForeignKeyDeclaration onUpdate(ReferentialAction action) {
        onUpdate = Objects.requireNonNull(action, "the action of onUpdate(…) is null");
        return this;
    }

    /**
     * Lets a transaction defer the check of the foreign key to its end, with {@code set constraints … deferred}. Only
     * PostgreSQL has that; on SQLite, the key is checked by each statement.
     */
    public ForeignKeyDeclaration deferrable() {
        deferral = Deferral.INITIALLY_IMMEDIATE;
        return this;
    }

    /**
     * Has the foreign key checked when a transaction ends, so that rows can refer to rows that are inserted later. Only
     * PostgreSQL and SQLite have that.
     */
    public ForeignKeyDeclaration initiallyDeferred() {
        deferral = Deferral.INITIALLY_DEFERRED;
        return this;
    }

    /** Sets the name of the constraint. By default it is derived from the table and the columns. */
    public ForeignKeyDeclaration named(String constraintName) {
        name = Objects.requireNonNull(constraintName, "the name in named(…) is null");
        return this;
    }

    /** Whether this declaration replaces {@code other} when a model inherits {@code other}. */
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
    Deferral deferral() {
        return deferral;
    }

    @Nullable
    String name() {
        return name;
    }
}
