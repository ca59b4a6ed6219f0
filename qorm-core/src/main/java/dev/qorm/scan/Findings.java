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
 * Results about some code that stay valid as long as the code is the same, to the byte: for example that no model
 * changed, or which migrations exist. They save the next run from loading that code. They are stored in a file that may
 * be deleted at any time. The file identifies the code to which it belongs; for other code it is ignored.
 */
public final class Findings {
    /** No findings; nothing is stored. */
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
     * Creates findings about the code with the current sources. Must be called before these are compiled: a source that
     * is edited while the compiler runs is then not mistaken for the one that was compiled.
     *
     * @param file the file in which they are stored
     * @param sources the folders and files from which the code is compiled
     * @param classPath its classes, and everything that they use
     * @throws UncheckedIOException if a source cannot be read
     */
    public static Findings in(Path file, Collection<Path> sources, Collection<Path> classPath) {
        return new Findings(file, FileFingerprint.of(sources), List.copyOf(classPath));
    }

    /** Returns findings about the code that has since been compiled from the same sources. */
    public Findings compiled() {
        return new Findings(file, sources, classPath);
    }

    /**
     * Returns the stored answer, or null if it is not known for the current code.
     *
     * @param question one line without tabs
     */
    public @Nullable String answer(String question) {
        return known().get(question);
    }

    /**
     * Stores an answer. If that is not possible, the next run determines it again.
     *
     * @param question one line without tabs
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
            // The folder may be read-only or the disk full; the build has nevertheless done its work.
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
