package dev.qorm.diff;

import java.util.List;

/**
 * A table or column that is new, and the names that it may have had before.
 *
 * @param candidates the possible renames, at least one, all with the same new name
 */
public record RenameQuestion(List<Rename> candidates) {
    public RenameQuestion {
        candidates = List.copyOf(candidates);
    }

    /** Returns the question for the user. */
    public String text() {
        var first = candidates.get(0);
        var what = first.table() == null ? "the table " : "the column " + first.table() + ".";
        var from = candidates.stream().map(Rename::from).toList();
        return what + first.to() + " is new and " + String.join(", ", from)
                + (from.size() == 1 ? " is gone: was it renamed?" : " are gone: was one of them renamed?");
    }
}
