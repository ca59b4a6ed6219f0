package dev.qorm.command;

import dev.qorm.scan.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes the files that a command creates in the project, completely or not at all. */
final class SourceFile {
    private SourceFile() {}

    /**
     * Writes a new file.
     *
     * @param what what it is, for the message
     * @throws UncheckedIOException if it already exists or cannot be written; in that case nothing of it remains
     */
    static void create(Path file, byte[] content, String what) {
        try {
            WholeFile.create(file, content);
        } catch (IOException e) {
            throw failure(file, what, e);
        }
    }

    /**
     * Writes a file, replacing an existing one.
     *
     * @param what what it is, for the message
     * @throws UncheckedIOException if it cannot be written; in that case the old one still exists
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
