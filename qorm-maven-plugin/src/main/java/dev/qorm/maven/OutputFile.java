package dev.qorm.maven;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/** A file that a goal writes for the user: beside its place first and then moved there, so that no half of it is seen. */
final class OutputFile {
    private OutputFile() {}

    /**
     * Writes {@code lines} as UTF-8 with LF line ends; what was there is replaced.
     *
     * @throws MojoExecutionException when it cannot be written; what was there is still there then
     */
    static void write(Path file, List<String> lines) throws MojoExecutionException {
        try {
            var folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var beside = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
            try {
                Files.writeString(beside, String.join("\n", lines) + "\n");
                move(beside, file);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new MojoExecutionException(file + " cannot be written: " + e.getMessage(), e);
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
