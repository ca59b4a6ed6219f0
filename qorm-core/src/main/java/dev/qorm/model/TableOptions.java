package dev.qorm.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The options of a model's table as a whole. */
public final class TableOptions {
    private @Nullable String name;
    private @Nullable String comment;
    private @Nullable String renamedFrom;
    private boolean withoutPrimaryKey;
    private boolean external;

    TableOptions() {}

    /** Sets the name of the table. The default is the name of the class in snake case. */
    public TableOptions name(String tableName) {
        name = Objects.requireNonNull(tableName, "the name of table() is null");
        return this;
    }

    /** Sets the comment on the table in the database's catalog. */
    public TableOptions comment(String text) {
        comment = Objects.requireNonNull(text, "the text of comment(…) is null");
        return this;
    }

    /**
     * Sets the previous name of the table, so that the table is renamed rather than replaced. No longer needed once a
     * migration contains the rename.
     *
     * @param oldName the previous name of the table or of the class
     */
    public TableOptions renamedFrom(String oldName) {
        renamedFrom = Objects.requireNonNull(oldName, "the name in renamedFrom(…) is null");
        return this;
    }

    /** Creates the table without a primary key: the {@code id} that models without a key get is not added. */
    public TableOptions withoutPrimaryKey() {
        withoutPrimaryKey = true;
        return this;
    }

    /**
     * Leaves the table to somebody else, such as another application: no migration creates, changes or drops it. The
     * model only describes the keys that relations of other models refer to; its other fields are of no effect. The
     * table has to exist before the first migration that refers to it.
     */
    public TableOptions external() {
        external = true;
        return this;
    }

    /**
     * Inherits the comment and whether the tables are external, which applies to all tables of a family, but not the
     * name, which belongs to one of them.
     */
    void inherit(TableOptions ancestor) {
        external |= ancestor.external;
        if (comment == null) {
            comment = ancestor.comment;
        }
    }

    boolean isExternal() {
        return external;
    }

    boolean isWithoutPrimaryKey() {
        return withoutPrimaryKey;
    }

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    String comment() {
        return comment;
    }

    @Nullable
    String renamedFrom() {
        return renamedFrom;
    }
}
