package dev.qorm.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Checks the numbers of a project's migrations. */
public final class MigrationNumbers {
    private MigrationNumbers() {}

    /** Returns all problems of these numbers: missing ones and duplicates. */
    public static List<String> problems(Collection<MigrationId> ids) {
        var numbered = ids.stream().filter(id -> !id.isSquash()).sorted().toList();
        var squashes = ids.stream().filter(MigrationId::isSquash).sorted().toList();
        if (numbered.isEmpty()) {
            return List.of();
        }
        var problems = new ArrayList<String>();
        var expected = first(numbered.get(0), squashes);
        for (var id : numbered) {
            if (id.compareTo(expected) < 0) {
                problems.add("there are two migrations named " + id + "; each number can be used once");
                continue;
            }
            if (id.compareTo(expected) > 0) {
                problems.add(missing(expected, id, squashes));
            }
            expected = id.next();
        }
        if (!squashes.isEmpty()) {
            var last = squashes.get(squashes.size() - 1);
            if (last.number() >= expected.number()) {
                var found = numbered.get(numbered.size() - 1);
                problems.add(squashedInPart(last, expected, last.last(), found));
            }
        }
        return problems;
    }

    /**
     * Returns the number that the first migration should have: 1, or the number after the squash before it.
     *
     * @param found the first migration that is not a squash
     * @param squashes the existing squashes, in order
     */
    public static MigrationId first(MigrationId found, List<MigrationId> squashes) {
        return squashes.stream()
                .filter(squash -> squash.number() < found.number())
                .reduce((earlier, later) -> later)
                .map(MigrationId::next)
                .orElse(new MigrationId(1));
    }

    private static String missing(MigrationId expected, MigrationId found, List<MigrationId> squashes) {
        var last = new MigrationId(found.number() - 1);
        return squashes.stream()
                .filter(squash -> squash.number() >= last.number())
                .findFirst()
                .map(squash -> squashedInPart(squash, expected, last, found))
                .orElseGet(() -> range(expected, last) + " missing, but there is " + found
                        + ", which comes later; restore the source from version control. If " + found
                        + " is yours and not applied anywhere, it can take the number instead: mvn qorm:renumber"
                        + " -Dqorm.migration=" + found);
    }

    private static String squashedInPart(MigrationId squash, MigrationId first, MigrationId last, MigrationId found) {
        return range(first, last) + " missing, while other migrations that " + squash
                + " replaces are there. Restore the source from version control; or, if every database has all of them,"
                + " delete the others too. If " + found
                + " comes from a branch, is another migration of that number and is"
                + " not applied anywhere, it can move behind the squash: mvn qorm:renumber -Dqorm.migration=" + found;
    }

    private static String range(MigrationId first, MigrationId last) {
        return first.equals(last) ? first + " is" : first + " to " + last + " are";
    }
}
