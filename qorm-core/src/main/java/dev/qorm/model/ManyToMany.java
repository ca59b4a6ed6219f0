package dev.qorm.model;

import dev.qorm.schema.ReferentialAction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A relation in which rows of both models refer to any number of rows of the other: a join table, with one row for each
 * pair. Its primary key consists of a relation to the model that declares it and one to the other model. For a pair
 * with values of its own, declare a model with two relations instead.
 */
public final class ManyToMany {
    private final String name;
    private final Class<? extends Model> target;
    private ReferentialAction onDelete = ReferentialAction.NO_ACTION;
    private @Nullable String joinTable;
    private List<String> joinColumns = List.of();
    private @Nullable String comment;
    private @Nullable String renamedFrom;

    ManyToMany(String name, Class<? extends Model> target) {
        this.name = Objects.requireNonNull(name, "the name of a field is null");
        this.target = Objects.requireNonNull(target, "the model of a relation is null");
    }

    /** Sets what happens to a pair when one of its rows is deleted. The default is NO_ACTION: the row cannot be. */
    public ManyToMany onDelete(ReferentialAction action) {
        onDelete = Objects.requireNonNull(action, "the action of onDelete(…) is null");
        return this;
    }

    /** Sets the name of the join table. The default is the table of this model and the field's name in snake case. */
    public ManyToMany joinTable(String tableName) {
        joinTable = Objects.requireNonNull(tableName, "the name in joinTable(…) is null");
        return this;
    }

    /**
     * Sets the names of the columns of the join table, for two models whose keys have one column.
     *
     * @param own the column that refers to the model that declares this relation; by default, the name of its table and
     *     the column of its key
     * @param other the column that refers to the other model
     */
    public ManyToMany joinColumns(String own, String other) {
        joinColumns = List.of(
                Objects.requireNonNull(own, "a name in joinColumns(…) is null"),
                Objects.requireNonNull(other, "a name in joinColumns(…) is null"));
        return this;
    }

    /** Sets the comment on the join table in the database's catalog. */
    public ManyToMany comment(String text) {
        comment = Objects.requireNonNull(text, "the text of comment(…) is null");
        return this;
    }

    /**
     * Sets the previous name of the join table, so that it is renamed rather than replaced. No longer needed once a
     * migration contains the rename. Where the name only changes because this model is renamed, it is not needed.
     *
     * @param oldName the previous name of the table or of the field
     */
    public ManyToMany renamedFrom(String oldName) {
        renamedFrom = Objects.requireNonNull(oldName, "the name in renamedFrom(…) is null");
        return this;
    }

    String name() {
        return name;
    }

    Class<? extends Model> target() {
        return target;
    }

    /** Whether the name of the join table follows that of the table of the model. */
    boolean isNameDerived() {
        return joinTable == null;
    }

    /** Returns what the derived name of the join table has after that of the model's table. */
    String ending() {
        return "_" + Naming.snakeCase(name);
    }

    /**
     * Returns the declarations of the join table.
     *
     * @param owner the model that declares this relation
     * @param targetTable the table of the other model
     */
    Declarations declarations(ModelTable owner, String targetTable) {
        var isToItself = owner.type() == target;
        var all = new Declarations(owner.type().getName());
        all.table.name(joinTable != null ? joinTable : owner.name() + ending());
        if (comment != null) {
            all.table.comment(comment);
        }
        if (renamedFrom != null) {
            all.table.renamedFrom(renamedFrom);
        }
        var own = new Relation(isToItself ? "from_" + owner.name() : owner.name(), owner.type(), false);
        var other = new Relation(isToItself ? "to_" + targetTable : targetTable, target, false);
        if (!joinColumns.isEmpty()) {
            own.column(joinColumns.get(0));
            other.column(joinColumns.get(1));
        }
        all.fields.add(own.primaryKey().onDelete(onDelete));
        all.fields.add(other.primaryKey().onDelete(onDelete));
        return all;
    }
}
