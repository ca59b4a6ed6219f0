package dev.qorm.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void someFiles() throws IOException {
        folder = Files.createDirectories(temporary.resolve("java"));
        Files.createDirectories(folder.resolve("blog/models"));
        Files.createFile(folder.resolve("blog/models/Post.java"));
        Files.createFile(folder.resolve("blog/App.java"));
    }

    private static List<String> files(Path folder) throws IOException {
        var names = new ArrayList<String>();
        FileTree.walk(
                folder,
                (file, attributes) ->
                        names.add(folder.relativize(file).toString().replace('\\', '/')));
        return names;
    }

    @Test
    void findsAllFilesBelowAFolder() throws IOException {
        assertThat(files(folder)).containsExactlyInAnyOrder("blog/models/Post.java", "blog/App.java");
    }

    @Test
    void followsLinksToFoldersAndFiles() throws IOException {
        var link = Files.createSymbolicLink(temporary.resolve("link"), folder);
        Files.createSymbolicLink(folder.resolve("shop"), folder.resolve("blog/models"));
        Files.createSymbolicLink(folder.resolve("Same.java"), folder.resolve("blog/App.java"));

        assertThat(files(link))
                .containsExactlyInAnyOrder("blog/models/Post.java", "blog/App.java", "shop/Post.java", "Same.java");
    }

    @Test
    void passesOverLinksThatLeadNowhereOrBack() throws IOException {
        Files.createSymbolicLink(folder.resolve("blog/.#App.java"), Path.of("ada@host.1234:5678"));
        Files.createSymbolicLink(folder.resolve("blog/models/up"), folder);

        assertThat(files(folder)).containsExactlyInAnyOrder("blog/models/Post.java", "blog/App.java");
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> files(temporary.resolve("missing"))).isInstanceOf(NoSuchFileException.class);
    }
}
