package dev.qorm.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what a model says of renames, and what of it says nothing: no name, or the name that is there now. */
final class RenameHints {
    private final ModelTable table;
    private final List<Problem> problems;
    private final List<RenameHint> hints = new ArrayList<>();

    private RenameHints(ModelTable table, List<Problem> problems) {
        this.table = table;
        this.problems = problems;
    }

    /** The hints of a model whose columns are known. */
    static List<RenameHint> of(ModelTable table, List<Problem> problems) {
        var found = new RenameHints(table, problems);
        var from = table.declarations().table.renamedFrom();
        if (from != null && found.isName(null, from)) {
            found.add(null, null, from);
        }
        table.declarations().fields.forEach(found::ofField);
        return found.hints;
    }

    private void ofField(AbstractField<?> field) {
        var from = field.renamedFrom();
        if (from != null && isName(field.name(), from)) {
            var columns = table.columnsOf(field.name());
            // Each of several begins with the name of the relation.
            var common = columns.size() == 1 ? columns.get(0) : Naming.snakeCase(field.name());
            columns.forEach(column -> add(field.name(), column, from + column.substring(common.length())));
        }
    }

    private boolean isName(@Nullable String field, String from) {
        if (from.isBlank()) {
            problem(
                    field,
                    "says renamedFrom(\"" + from + "\"), which is no name; give the one that it had in the"
                            + " database, or remove renamedFrom");
        }
        return !from.isBlank();
    }

    private void add(@Nullable String field, @Nullable String column, String from) {
        if (from.equals(column == null ? table.name() : column)) {
            problem(
                    field,
                    "says renamedFrom(\"" + from + "\"), which is the name that it has now; give the one that it"
                            + " had before, or remove renamedFrom");
        }
        hints.add(new RenameHint(table.name(), column, from));
    }

    private void problem(@Nullable String field, String message) {
        problems.add(new Problem(table.type().getName(), field, message));
    }
}
