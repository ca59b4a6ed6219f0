package dev.qorm.model;

import dev.qorm.schema.ReferentialAction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A relation to another model: a column for each column of the key that it refers to, and a foreign key. Its columns
 * have the types of the target's.
 */
public final class Relation extends AbstractField<Relation> {
    private final Class<? extends Model> target;
    private final boolean oneToOne;
    private List<String> references = List.of();
    private boolean indexWanted = true;
    private ReferentialAction onDelete = ReferentialAction.NO_ACTION;
    private ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
    private @Nullable String constraintName;

    Relation(String name, Class<? extends Model> target, boolean oneToOne) {
        super(name);
        this.target = Objects.requireNonNull(target, "the model of a relation is null");
        this.oneToOne = oneToOne;
    }

    /** What happens to this row when the one it refers to is deleted; NO_ACTION unless said. */
    public Relation onDelete(ReferentialAction action) {
        onDelete = Objects.requireNonNull(action, "the action of onDelete(…) is null");
        return this;
    }

    /** What happens to this row when the key that it refers to changes; NO_ACTION unless said. */
    public Relation onUpdate(ReferentialAction action) {
        onUpdate = Objects.requireNonNull(action, "the action of onUpdate(…) is null");
        return this;
    }

    /** The field or fields of the target that are referred to, where it is not its primary key; they have to be unique. */
    public Relation references(String... targetFields) {
        references = List.of(targetFields);
        return this;
    }

    /** No index for the relation's column: another one covers it. */
    public Relation notIndexed() {
        indexWanted = false;
        return this;
    }

    /** The name of the foreign key, where it is not derived from table and column. */
    public Relation constraint(String name) {
        constraintName = Objects.requireNonNull(name, "the name in constraint(…) is null");
        return this;
    }

    @Override
    Relation self() {
        return this;
    }

    @Override
    boolean isIndexed() {
        return indexWanted && !oneToOne;
    }

    Class<? extends Model> target() {
        return target;
    }

    boolean isOneToOne() {
        return oneToOne;
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
    String constraintName() {
        return constraintName;
    }
}
