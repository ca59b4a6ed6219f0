package dev.qorm.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about some code and is true as long as the code is the same, to the byte: that no model changed, or
 * which migrations there are. It saves the next run from loading that code. It is kept in a file that may be deleted at any
 * time: it says of which code it is, and what it says of other code is not believed.
 */
public final class Findings {
    /** Nothing is known, and nothing is kept. */
    public static final Findings NONE = new Findings(null, "", List.of());

    private static final String SEPARATOR = "\t";

    private final @Nullable Path file;
    private final String sources;
    private final List<Path> classPath;
    private @Nullable String fingerprint;
    private @Nullable Map<String, String> known;

    private Findings(@Nullable Path file, String sources, List<Path> classPath) {
        this.file = file;
        this.sources = sources;
        this.classPath = classPath;
    }

    /**
     * Findings about the code whose sources are as they are at this moment. To be called before they are compiled: a source
     * that is edited while the compiler runs is then not taken for the one that was compiled.
     *
     * @param file where they are kept
     * @param sources the folders and files from which the code is made
     * @param classPath where its classes are, and all that they use
     * @throws UncheckedIOException when a source cannot be read
     */
    public static Findings in(Path file, Collection<Path> sources, Collection<Path> classPath) {
        return new Findings(file, FileFingerprint.of(sources), List.copyOf(classPath));
    }

    /** Findings about what was compiled from the same sources since. */
    public Findings compiled() {
        return new Findings(file, sources, classPath);
    }

    /**
     * What was found out, or null when that is not known of the code as it is now.
     *
     * @param question one line without a tabulator
     */
    public @Nullable String answer(String question) {
        return known().get(question);
    }

    /**
     * Keeps what was found out. Where it cannot be kept, the next run finds it out again.
     *
     * @param question one line without a tabulator
     * @param answer one line
     */
    public void keep(String question, String answer) {
        if (file == null || answer.equals(answer(question))) {
            return;
        }
        known().put(question, answer);
        var lines = new ArrayList<String>();
        lines.add(fingerprint());
        known().forEach((each, its) -> lines.add(each + SEPARATOR + its));
        try {
            WholeFile.replace(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A build may have a folder that it cannot write to, or a full disk; it has done its work all the same.
            known().remove(question);
        }
    }

    private Map<String, String> known() {
        if (known == null) {
            known = read();
        }
        return known;
    }

    private Map<String, String> read() {
        var answers = new TreeMap<String, String>();
        if (file == null || !Files.isRegularFile(file)) {
            return answers;
        }
        try {
            var lines = Files.readAllLines(file);
            if (!lines.isEmpty() && lines.get(0).equals(fingerprint())) {
                for (var line : lines.subList(1, lines.size())) {
                    var end = line.indexOf(SEPARATOR);
                    if (end > 0) {
                        answers.put(line.substring(0, end), line.substring(end + 1));
                    }
                }
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read; delete it, it is made again", e);
        }
    }

    private String fingerprint() {
        if (fingerprint == null) {
            fingerprint = sources + FileFingerprint.of(classPath);
        }
        return fingerprint;
    }
}
