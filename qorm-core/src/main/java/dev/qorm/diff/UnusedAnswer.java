package dev.qorm.diff;

import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An answer about a rename that fits no change, and the answers that would fit.
 *
 * @param answer the user's answer
 * @param before the schema before
 * @param renamed the schema before, with the tables already renamed
 * @param after the wanted schema
 * @param former if a migration is rewritten, the names before it of the tables, or of the columns of the table
 */
record UnusedAnswer(Rename answer, Schema before, Schema renamed, Schema after, Map<String, Optional<String>> former) {
    String message() {
        return "the answer qorm.rename=" + answer + " fits no change of the models: "
                + (answer.table() == null ? "a table " : "a column ") + answer.from() + " that is gone and one "
                + answer.to() + " that is new are needed; "
                + (answer.table() == null ? tables() : columns(answer.table())) + ". " + advice();
    }

    /**
     * A user who rewrites a migration thinks of the name in that migration, but only the name before it can be renamed.
     */
    private String advice() {
        var name = former.get(answer.from());
        if (name == null
                || name.equals(Optional.of(answer.from()))
                || !namesAfter().contains(answer.to())) {
            return "Correct the answer, or remove it";
        }
        return name.map(old -> old + " is what " + answer.from()
                        + " was before the migration that is rewritten: give qorm.rename="
                        + new Rename(answer.table(), old, answer.to()))
                .orElse(answer.from() + " came with the migration that is rewritten, so " + answer.to()
                        + " is new in its place: remove the answer");
    }

    private Collection<String> namesAfter() {
        if (answer.table() == null) {
            return names(after);
        }
        var table = after.find(answer.table());
        return table == null ? Set.of() : table.columns().keySet();
    }

    private String tables() {
        return among("tables", names(before), names(after));
    }

    private String columns(String name) {
        var table = renamed.find(name);
        return table == null
                ? "the table " + name + " itself is new"
                : among(
                        "columns of " + table.name(),
                        table.columns().keySet(),
                        after.table(name).columns().keySet());
    }

    private static Set<String> names(Schema schema) {
        return schema.tables().stream().map(Table::name).collect(Collectors.toSet());
    }

    private static String among(String things, Collection<String> before, Collection<String> after) {
        return "of the " + things + ", " + list(without(before, after)) + " gone and " + list(without(after, before))
                + " new";
    }

    private static List<String> without(Collection<String> names, Collection<String> others) {
        return names.stream().filter(name -> !others.contains(name)).sorted().toList();
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "none is" : String.join(", ", names) + (names.size() == 1 ? " is" : " are");
    }
}
