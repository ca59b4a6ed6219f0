package dev.qorm.model;

import dev.qorm.schema.Deferral;
import dev.qorm.schema.ReferentialAction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A relation to another model: a foreign key, with one column for each column of the key that it refers to. The columns
 * have the types of that key.
 */
public final class Relation extends AbstractField<Relation> {
    private final Class<? extends Model> target;
    private final boolean oneToOne;
    private List<String> references = List.of();
    private boolean indexWanted = true;
    private ReferentialAction onDelete = ReferentialAction.NO_ACTION;
    private ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
    private @Nullable Deferral deferral;
    private @Nullable String constraintName;

    Relation(String name, Class<? extends Model> target, boolean oneToOne) {
        super(name);
        this.target = Objects.requireNonNull(target, "the model of a relation is null");
        this.oneToOne = oneToOne;
    }

    /** Sets what happens to a row when the row that it refers to is deleted. The default is NO_ACTION. */
    public Relation onDelete(ReferentialAction action) {
        onDelete = Objects.requireNonNull(action, "the action of onDelete(…) is null");
        return this;
    }

    /** Sets what happens to a row when the key that it refers to changes. The default is NO_ACTION. */
    public Relation onUpdate(ReferentialAction action) {
        onUpdate = Objects.requireNonNull(action, "the action of onUpdate(…) is null");
        return this;
    }

    /**
     * Lets a transaction defer the check of the foreign key to its end, with {@code set constraints … deferred}. Only
     * PostgreSQL has that; on SQLite, the key is checked by each statement.
     */
    public Relation deferrable() {
        deferral = Deferral.INITIALLY_IMMEDIATE;
        return this;
    }

    /**
     * Has the foreign key checked when a transaction ends, so that rows can refer to rows that are inserted later. Only
     * PostgreSQL and SQLite have that.
     */
    public Relation initiallyDeferred() {
        deferral = Deferral.INITIALLY_DEFERRED;
        return this;
    }

    /** Sets the fields of the target that the relation refers to, instead of its primary key. They must be unique. */
    public Relation references(String... targetFields) {
        references = List.of(targetFields);
        return this;
    }

    /** Creates no index for the relation's columns, because another index covers them. */
    public Relation notIndexed() {
        indexWanted = false;
        return this;
    }

    /** Sets the name of the foreign key. By default it is derived from the table and the columns. */
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
    Deferral deferral() {
        return deferral;
    }

    @Nullable
    String constraintName() {
        return constraintName;
    }
}
