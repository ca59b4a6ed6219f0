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
 * Hints in a circle, as those that swap two names. All their names are there before and after, so that names do not tell
 * whether they are due or have worked already.
 *
 * @param things what has the names, for a person: {@code the tables}
 * @param hints the hints, with the names that the migrations have
 * @param before the schema before any of these renames
 * @param after the schema that there shall be
 * @param isSame whether what had the one name before is as what has the other after, whatever it is called
 */
record HintCircle(String things, List<Rename> hints, Schema before, Schema after, BiPredicate<String, String> isSame) {
    /**
     * They are due when with them the columns are as they should be, and have worked when that is so without them. Where the
     * columns are alike, they have worked, unless keys tell otherwise.
     *
     * @param questions is told of hints that are taken to have worked since nothing tells
     * @throws RenameException when only the user knows
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

    /** A part of a table: a column by its name, and keys and the like, which tell columns apart that are alike, by what they are over. */
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
