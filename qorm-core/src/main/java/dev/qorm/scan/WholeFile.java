package dev.qorm.scan;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that are never seen by half: they are written beside their place and then moved there. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a new file, and the folders above it.
     *
     * @throws IOException when it is there already or cannot be written; nothing of it is left then
     */
    public static void create(Path file, byte[] content) throws IOException {
        write(file, content, WholeFile::publish);
    }

    /**
     * Writes a file, and the folders above it, in the place of one that may be there. A link stays and leads to it; to
     * what is no file, such as {@code /dev/stdout}, is written as it is.
     *
     * @throws IOException when it cannot be written; what was there is still there then
     */
    public static void replace(Path file, byte[] content) throws IOException {
        if (!Files.exists(file)) {
            write(file, content, WholeFile::move);
        } else if (Files.isRegularFile(file)) {
            write(file.toRealPath(), content, WholeFile::move);
        } else {
            Files.write(file, content);
        }
    }

    private interface Publication {
        void publish(Path beside, Path file) throws IOException;
    }

    private static void write(Path file, byte[] content, Publication publication) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        // No temporary file of Java's, which nobody but its owner may read.
        var beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(beside, content);
            publication.publish(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** A link appears whole and never replaces a file; where the file system has none, moving comes near. */
    private static void publish(Path beside, Path file) throws IOException {
        try {
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("it is there already, from another run at the same time perhaps", e);
        } catch (FileSystemException | UnsupportedOperationException | SecurityException e) {
            Files.move(beside, file); // as where a file system has no links it is refused in words of its own
        }
    }

    private static void move(Path beside, Path file) throws IOException {
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
