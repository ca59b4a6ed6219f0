package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesWhatWasThereAndLeavesNothingBeside() throws Exception {
        var file = folder.resolve("sql/blog.sql");

        OutputFile.write(file, List.of("old"));
        OutputFile.write(file, List.of("-- é", "b"));

        assertThat(Files.readString(file)).isEqualTo("-- é\nb\n");
        assertThat(folder.resolve("sql").toFile().list()).containsExactly("blog.sql");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws Exception {
        Files.writeString(folder.resolve("sql"), "a file where the folder should be");

        assertThatThrownBy(() -> OutputFile.write(folder.resolve("sql/blog.sql"), List.of("a")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("blog.sql", "cannot be written");
    }
}
