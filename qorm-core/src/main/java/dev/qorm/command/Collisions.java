package dev.qorm.command;

import dev.qorm.command.MigrationFolder.MigrationSource;
import dev.qorm.scan.SourceEncoding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Explains that two branches have used the same number, to a user whose project does not compile because of it. */
public final class Collisions {
    /** The text that is searched for is ASCII, and this encoding can read everything around it. */
    private static final SourceEncoding ANY = new SourceEncoding(StandardCharsets.ISO_8859_1, true);

    private Collisions() {}

    /**
     * Returns the explanation; empty if no migration has a conflict.
     *
     * @param sourceRoots the folders with the sources
     * @throws CommandException if they cannot be read
     */
    public static List<String> explain(List<Path> sourceRoots) {
        return Failures.reported(() -> {
            var lines = new ArrayList<String>();
            var squashes = new ArrayList<String>();
            for (var root : sourceRoots) {
                for (var folder : MigrationFolder.all(root, ANY)) {
                    lines.addAll(of(folder));
                    squashes.addAll(ofSquashes(folder));
                }
            }
            if (!lines.isEmpty()) {
                lines.add(
                        "mvn qorm:renumber keeps one of them and gives the other the next number, after checking that they"
                                + " still follow from each other; -Dqorm.dryRun shows it first. Or keep the other branch's file"
                                + " alone and run mvn qorm:makemigrations, when it wrote all of yours and no database has them");
            }
            lines.addAll(squashes);
            return lines;
        });
    }

    private static List<String> ofSquashes(MigrationFolder folder) {
        return folder.squashes().stream()
                .filter(MigrationSource::isConflicted)
                .map(source ->
                        folder.file(source.name()) + " has two versions, as Git left them: two branches have squashed"
                                + " the same migrations. "
                                + (isThereWhatItStandsFor(source, folder)
                                        ? "Delete it, and create it again with mvn qorm:squash -Dqorm.target="
                                                + source.id().number()
                                        : "Keep the version that databases have, or either where none has it"))
                .toList();
    }

    private static boolean isThereWhatItStandsFor(MigrationSource squash, MigrationFolder folder) {
        return folder.files().stream()
                .anyMatch(source -> source.id().number() == squash.id().number());
    }

    private static List<String> of(MigrationFolder folder) {
        var lines = new ArrayList<String>();
        for (var source : folder.files()) {
            if (source.isConflicted()) {
                lines.add(folder.file(source.name()) + " has two versions, as Git left them: two branches each have a "
                        + source.id());
            } else if (source.isExtra()) {
                folder.files().stream()
                        .filter(other -> !other.name().equals(source.name()))
                        .filter(other -> other.id().equals(source.id()))
                        .findFirst()
                        .ifPresent(other -> lines.add(folder.file(source.name()) + " is a second " + source.id()
                                + " beside " + other.name() + ".java: two branches each have one"));
            }
        }
        return lines;
    }
}
