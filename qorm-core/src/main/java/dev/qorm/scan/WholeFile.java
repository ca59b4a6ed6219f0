package dev.qorm.scan;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that nobody ever sees half-written: they are written next to their final place and then moved there. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a new file, and creates the folders above it.
     *
     * @throws IOException if it already exists or cannot be written; in that case nothing of it remains
     */
    public static void create(Path file, byte[] content) throws IOException {
        write(file, content, WholeFile::publish);
    }

    /**
     * Writes a file, replacing an existing one, and creates the folders above it. If the path is a link, the link is
     * kept and its target is replaced. A path that is not a regular file, such as {@code /dev/stdout}, is written
     * directly.
     *
     * @throws IOException if it cannot be written; in that case an existing file is unchanged
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
        // This is not one of Java's temporary files, which only their owner may read.
        var beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(beside, content);
            publication.publish(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * A link appears as a whole and never replaces a file; on a file system without links, moving is the nearest
     * equivalent.
     */
    private static void publish(Path beside, Path file) throws IOException {
        try {
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("it is there already, from another run at the same time perhaps", e);
        } catch (FileSystemException | UnsupportedOperationException | SecurityException e) {
            Files.move(beside, file); // the refusal of a file system without links has no exception type of its own
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
