package dev.qorm.scan;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.function.BiConsumer;

/** The files below a folder as a compiler sees them: links are followed. */
public final class FileTree {
    private FileTree() {}

    /**
     * Calls {@code visitor} for each file. Dangling links, such as those with which editors lock a file, are ignored.
     *
     * @param folder a folder, or a link to one
     * @throws IOException if a folder cannot be read
     */
    public static void walk(Path folder, BiConsumer<Path, BasicFileAttributes> visitor) throws IOException {
        var links = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
        Files.walkFileTree(folder, links, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.isSymbolicLink()) {
                    visitor.accept(file, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            /** A link to a parent folder leads to nothing new. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof FileSystemLoopException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }
}
