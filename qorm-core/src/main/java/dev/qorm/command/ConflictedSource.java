package dev.qorm.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A source with two versions left by Git, between lines that start with {@code <<<<<<<}, {@code =======} and {@code
 * >>>>>>>} (git-merge manual, "How conflicts are presented").
 *
 * @param upper the version of the upper side
 * @param lower the version of the lower side
 */
record ConflictedSource(Side upper, Side lower) {
    private static final String MARKER = "<<<<<<<";
    private static final Pattern START = Pattern.compile(MARKER + "( .*)?");
    private static final Pattern BASE = Pattern.compile("\\|{7}( .*)?");
    private static final Pattern MIDDLE = Pattern.compile("={7}");
    private static final Pattern END = Pattern.compile(">{7}( .*)?");

    /**
     * One of the two sides.
     *
     * @param label Git's name for it, in one word: {@code HEAD}, the name of a branch, the hash of a commit
     * @param text the whole source
     */
    record Side(String label, String text) {}

    /** The part of the file to which a line belongs. */
    private enum Part {
        BOTH,
        UPPER,
        BASE,
        LOWER
    }

    static boolean isConflicted(String text) {
        return text.contains(MARKER)
                && text.lines().anyMatch(line -> START.matcher(line).matches());
    }

    /**
     * Returns the two versions; empty if there is no conflict in {@code text}.
     *
     * @throws CommandException if the markers of the conflict are incomplete
     */
    static Optional<ConflictedSource> parse(Path file, String text) {
        if (!isConflicted(text)) {
            return Optional.empty();
        }
        var upper = new StringBuilder();
        var lower = new StringBuilder();
        var upperLabel = "";
        var lowerLabel = "";
        var part = Part.BOTH;
        for (var whole : text.split("(?<=\n)", -1)) {
            var line = whole.stripTrailing();
            if (part == Part.BOTH && START.matcher(line).matches()) {
                part = Part.UPPER;
                upperLabel = label(line, "upper");
            } else if (part == Part.UPPER && BASE.matcher(line).matches()) {
                part = Part.BASE;
            } else if ((part == Part.UPPER || part == Part.BASE)
                    && MIDDLE.matcher(line).matches()) {
                part = Part.LOWER;
            } else if (part == Part.LOWER && END.matcher(line).matches()) {
                part = Part.BOTH;
                lowerLabel = label(line, "lower");
            } else {
                if (part == Part.BOTH || part == Part.UPPER) {
                    upper.append(whole);
                }
                if (part == Part.BOTH || part == Part.LOWER) {
                    lower.append(whole);
                }
            }
        }
        if (part != Part.BOTH) {
            throw CommandException.toMend(file + " has a conflict whose markers are not complete; bring them back with"
                    + " git checkout -m -- " + file);
        }
        return Optional.of(
                new ConflictedSource(new Side(upperLabel, upper.toString()), new Side(lowerLabel, lower.toString())));
    }

    private static String label(String line, String otherwise) {
        var words = line.strip().split("\\s+", 3);
        return words.length > 1 ? words[1] : otherwise;
    }
}
