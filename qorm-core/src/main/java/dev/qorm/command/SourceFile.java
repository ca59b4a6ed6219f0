package dev.qorm.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a source: beside its place first and then moved there, so that no half of it is ever seen. */
final class SourceFile {
    private SourceFile() {}

    /**
     * Writes a new file.
     *
     * @param what what it is, for the message
     * @throws UncheckedIOException when it is there already or cannot be written; nothing of it is left then
     */
    static void create(Path file, String text, String what) {
        write(file, text, what, SourceFile::publish);
    }

    /**
     * Writes a file in the place of the one that is there.
     *
     * @param what what it is, for the message
     * @throws UncheckedIOException when it cannot be written; the old one is there still
     */
    static void replace(Path file, String text, String what) {
        write(file, text, what, (beside, place) -> Files.move(beside, place, StandardCopyOption.REPLACE_EXISTING));
    }

    private interface Publication {
        void publish(Path beside, Path file) throws IOException;
    }

    private static void write(Path file, String text, String what, Publication publication) {
        try {
            var folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var beside = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
            try {
                Files.write(beside, text.getBytes(StandardCharsets.UTF_8));
                publication.publish(beside, file);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the " + what + " " + file + " cannot be written (" + e + "); nothing was written", e);
        }
    }

    /** A link appears whole and never replaces a file; where the file system has none, moving comes near. */
    private static void publish(Path beside, Path file) throws IOException {
        try {
            Files.createLink(file, beside);
        } catch (UnsupportedOperationException | SecurityException e) {
            Files.move(beside, file);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("it is there already, from another run at the same time perhaps", e);
        }
    }
}
