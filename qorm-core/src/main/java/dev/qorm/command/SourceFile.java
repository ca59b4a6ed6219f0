package dev.qorm.command;

import dev.qorm.scan.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes what a command leaves in the project, as a whole or not at all. */
final class SourceFile {
    private SourceFile() {}

    /**
     * Writes a new file.
     *
     * @param what what it is, for the message
     * @throws UncheckedIOException when it is there already or cannot be written; nothing of it is left then
     */
    static void create(Path file, byte[] content, String what) {
        try {
            WholeFile.create(file, content);
        } catch (IOException e) {
            throw failure(file, what, e);
        }
    }

    /**
     * Writes a file in the place of one that may be there.
     *
     * @param what what it is, for the message
     * @throws UncheckedIOException when it cannot be written; the old one is there still
     */
    static void replace(Path file, byte[] content, String what) {
        try {
            WholeFile.replace(file, content);
        } catch (IOException e) {
            throw failure(file, what, e);
        }
    }

    private static UncheckedIOException failure(Path file, String what, IOException cause) {
        return new UncheckedIOException(
                "the " + what + " " + file + " cannot be written (" + cause + "); nothing was written", cause);
    }
}
