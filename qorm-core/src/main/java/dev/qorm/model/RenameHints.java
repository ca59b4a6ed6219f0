package dev.qorm.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the renames that a model declares, and reports those that are invalid: a blank name, or the current name.
 */
final class RenameHints {
    private final ModelTable table;
    private final List<Problem> problems;
    private final List<RenameHint> hints = new ArrayList<>();

    private RenameHints(ModelTable table, List<Problem> problems) {
        this.table = table;
        this.problems = problems;
    }

    /** Returns the hints of a model whose columns are known. */
    static List<RenameHint> of(ModelTable table, List<Problem> problems) {
        var found = new RenameHints(table, problems);
        var from = table.declarations().table.renamedFrom();
        if (from != null && found.isName(null, from)) {
            found.add(null, null, from, table.namesMeantBy(from));
        }
        table.declarations().fields.forEach(found::ofField);
        return found.hints;
    }

    private void ofField(AbstractField<?> field) {
        var from = field.renamedFrom();
        if (from != null && isName(field.name(), from)) {
            var columns = table.columnsOf(field.name());
            for (var column : columns) {
                var ending = ending(field, column);
                var meant = Naming.snakeCase(from);
                if (columns.size() == 1) {
                    add(field.name(), column, from, List.of(meant, meant + ending));
                } else {
                    add(field.name(), column, from + ending, List.of(meant + ending));
                }
            }
        }
    }

    /**
     * Returns the part of a relation's column that follows the relation's name; empty if the column has an explicit
     * name.
     */
    private static String ending(AbstractField<?> field, String column) {
        var name = Naming.snakeCase(field.name());
        return field.explicitColumn() == null && column.startsWith(name) ? column.substring(name.length()) : "";
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

    private void add(@Nullable String field, @Nullable String column, String from, List<String> meant) {
        var now = column == null ? table.name() : column;
        if (from.equals(now)) {
            problem(
                    field,
                    "says renamedFrom(\"" + from + "\"), which is the name that it has now; give the one that it"
                            + " had before, or remove renamedFrom");
        }
        hints.add(new RenameHint(
                table.name(),
                column,
                from,
                meant.stream()
                        .filter(name -> !name.equals(from) && !name.equals(now))
                        .distinct()
                        .toList()));
    }

    private void problem(@Nullable String field, String message) {
        problems.add(table.problem(field, message));
    }
}
