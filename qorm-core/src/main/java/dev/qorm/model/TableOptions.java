package dev.qorm.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a model says about its table as a whole. */
public final class TableOptions {
    private @Nullable String name;
    private @Nullable String comment;
    private @Nullable String renamedFrom;
    private boolean withoutPrimaryKey;

    TableOptions() {}

    /** The name of the table, where it is not the class's name in snake case. */
    public TableOptions name(String tableName) {
        name = Objects.requireNonNull(tableName, "the name of table() is null");
        return this;
    }

    /** What the database's catalogue says about the table. */
    public TableOptions comment(String text) {
        comment = Objects.requireNonNull(text, "the text of comment(…) is null");
        return this;
    }

    /**
     * The table's name before: it was renamed, not replaced. Not needed any more once the rename has a migration.
     *
     * @param oldName the name, or that of the class
     */
    public TableOptions renamedFrom(String oldName) {
        renamedFrom = Objects.requireNonNull(oldName, "the name in renamedFrom(…) is null");
        return this;
    }

    /** The table has no primary key; the {@code id} that is added to models without one is not. */
    public TableOptions withoutPrimaryKey() {
        withoutPrimaryKey = true;
        return this;
    }

    /** A comment holds for all tables of a family; a name is that of one of them. */
    void inheritComment(TableOptions ancestor) {
        if (comment == null) {
            comment = ancestor.comment;
        }
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
