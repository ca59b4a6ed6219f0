package dev.qorm.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void isReadByWhomeverOtherNewFilesAre() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        var other = Files.createFile(folder.resolve("other"));
        var created = folder.resolve("created");
        var replaced = folder.resolve("replaced");

        WholeFile.create(created, new byte[] {1});
        WholeFile.replace(replaced, new byte[] {1});

        assertThat(Files.getPosixFilePermissions(created)).isEqualTo(Files.getPosixFilePermissions(other));
        assertThat(Files.getPosixFilePermissions(replaced)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void isNotCreatedOverAnotherAndLeavesNothingBesideIt() throws IOException {
        var file = folder.resolve("a/b");
        WholeFile.create(file, new byte[] {1});

        assertThatThrownBy(() -> WholeFile.create(file, new byte[] {2}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there already");
        assertThat(file).hasBinaryContent(new byte[] {1});

        WholeFile.replace(file, new byte[] {3});
        assertThat(file).hasBinaryContent(new byte[] {3});
        assertThat(folder.resolve("a").toFile().list()).containsExactly("b");
    }

    @Test
    void takesNoPlaceOfALinkOrADevice() throws IOException {
        assumeThat(Path.of("/dev/null")).exists();
        var file = Files.createFile(folder.resolve("file"));
        var link = Files.createSymbolicLink(folder.resolve("link"), file);
        var device = Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/null"));

        WholeFile.replace(link, new byte[] {1});
        WholeFile.replace(device, new byte[] {1});

        assertThat(link).isSymbolicLink();
        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(device).isSymbolicLink();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("file", "link", "device");
    }
}
