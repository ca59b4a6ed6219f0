package dev.qorm.diff;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import java.util.HashSet;
import java.util.Set;

/** Compares the columns of a table that is there before and after. */
final class ColumnDiffer {
    private final Table from;
    private final Table to;

    ColumnDiffer(Table from, Table to) {
        this.from = from;
        this.to = to;
    }

    /**
     * The columns that are dropped and added again under the same name: no database turns a written column into a
     * computed one or changes the expression, and some refuse to change the type of a column that another is computed
     * from.
     */
    Set<String> recreated() {
        var names = new HashSet<String>();
        for (var after : to.columns().values()) {
            var before = from.columns().get(after.name());
            if (before != null && after.generatedAs() != null && isRecreated(before, after)) {
                names.add(after.name());
            }
        }
        return names;
    }

    private boolean isRecreated(Column before, Column after) {
        return !after.comment(before.comment()).equals(before)
                || from.columns().values().stream()
                        .filter(column -> SqlText.mentions(after.generatedAs(), column.name()))
                        .anyMatch(column -> to.columns().containsKey(column.name())
                                && !to.column(column.name()).type().equals(column.type()));
    }

    void diff(Plan plan, Set<String> recreated) {
        for (var before : from.columns().values()) {
            if (!to.columns().containsKey(before.name()) || recreated.contains(before.name())) {
                plan.add(
                        before.generatedAs() != null ? Phase.DROP_GENERATED_COLUMNS : Phase.DROP_COLUMNS,
                        new DropColumn(from.name(), before));
            }
        }
        for (var after : to.columns().values()) {
            var before = from.columns().get(after.name());
            if (before == null || recreated.contains(after.name())) {
                plan.add(
                        after.generatedAs() != null ? Phase.ADD_GENERATED_COLUMNS : Phase.ADD_COLUMNS,
                        new AddColumn(from.name(), after, null));
            } else if (!before.equals(after)) {
                plan.add(Phase.ALTER_COLUMNS, new AlterColumn(from.name(), before, after, null));
            }
        }
    }
}
