package dev.qorm.diff;

import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Hints that form a circle, such as two that swap names. All their names exist both before and after, so the names do
 * not tell whether the renames are still due or already made.
 *
 * @param things the things that are renamed, for the user: {@code the tables}
 * @param hints the hints, with the names as in the migrations
 * @param before the schema before any of these renames
 * @param after the wanted schema
 * @param isSame whether the thing that had the first name before equals the one that has the second name after, apart
 *     from the name
 */
record HintCircle(String things, List<Rename> hints, Schema before, Schema after, BiPredicate<String, String> isSame) {
    /**
     * The renames are due if they make the columns as wanted, and are already made if the columns are as wanted without
     * them. If the columns do not differ, the renames are assumed to be made, unless the keys indicate otherwise.
     *
     * @param questions is told of renames that are assumed to be made because nothing indicates it
     * @throws RenameException if only the user knows
     */
    boolean isDue(Questions questions) {
        var haveWorked = hints.stream().allMatch(hint -> isSame.test(hint.to(), hint.to()));
        var wouldWork = hints.stream().allMatch(hint -> isSame.test(hint.from(), hint.to()));
        if (haveWorked != wouldWork) {
            return wouldWork;
        }
        var now = Part.of(before);
        var then = Part.of(Operation.replay(before, RenameSorter.operations(before, hints)));
        var wanted = Part.of(after);
        var isAsNow = wanted.containsAll(without(now, then));
        var isAsThen = wanted.containsAll(without(then, now));
        if (!haveWorked || (isAsThen && !isAsNow)) {
            throw new RenameException(
                    subject() + ", and only you know whether they already have their new names. " + remedy());
        }
        if (isAsThen) {
            questions.takeForDone(
                    subject() + " and do not differ: qorm assumes that they already have their new names. " + remedy());
        }
        return false;
    }

    private String subject() {
        return things + " " + hints.stream().map(Rename::to).sorted().collect(Collectors.joining(", "))
                + " are renamedFrom each other";
    }

    private String remedy() {
        return "If not, -Dqorm.rename="
                + hints.stream().map(Rename::toString).sorted().collect(Collectors.joining(","))
                + "; if so, remove renamedFrom";
    }

    private static Set<Part> without(Set<Part> parts, Set<Part> others) {
        var rest = new HashSet<>(parts);
        rest.removeAll(others);
        return rest;
    }

    /**
     * An element of a table. A column is identified by its name. Keys and the like, which distinguish columns that do
     * not differ, are identified by what they are defined over.
     */
    private record Part(String table, TableElement element) {
        static Set<Part> of(Schema schema) {
            var parts = new HashSet<Part>();
            for (var table : schema.tables()) {
                for (var element : table.elements()) {
                    parts.add(new Part(
                            Table.key(table.name()), element instanceof Column ? element : element.named("-")));
                }
            }
            return parts;
        }
    }
}
