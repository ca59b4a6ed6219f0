package dev.qorm.maven;

import dev.qorm.scan.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/** A file that a goal writes for the user. */
final class OutputFile {
    private OutputFile() {}

    /**
     * Writes {@code lines} as UTF-8 with LF line ends, replacing an existing file.
     *
     * @throws MojoExecutionException if it cannot be written; in that case an existing file is unchanged
     */
    static void write(Path file, List<String> lines) throws MojoExecutionException {
        try {
            WholeFile.replace(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new MojoExecutionException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
