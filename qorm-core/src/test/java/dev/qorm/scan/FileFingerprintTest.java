package dev.qorm.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFingerprintTest {
    private static final FileTime TIME = FileTime.fromMillis(1_700_000_000_000L);

    @TempDir
    private Path folder;

    private Path classes;
    private Path jar;
    private String before;

    @BeforeEach
    void someCode() throws IOException {
        classes = Files.createDirectories(folder.resolve("classes"));
        write(classes.resolve("blog/Post.class"), "post");
        write(classes.resolve("blog/Author.class"), "author");
        jar = write(folder.resolve("library.jar"), "jar");
        before = fingerprint();
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setLastModifiedTime(file, TIME);
    }

    private String fingerprint() {
        return FileFingerprint.of(List.of(classes, jar, folder.resolve("missing")));
    }

    @Test
    void isTheSameForTheSame() throws IOException {
        assertThat(fingerprint()).isEqualTo(before).hasSize(64);
        Files.setLastModifiedTime(classes.resolve("blog/Post.class"), FileTime.fromMillis(0));
        assertThat(fingerprint()).as("a class goes by its content").isEqualTo(before);
    }

    @Test
    void isTheSameBesideWhatAnEditorLocksItsFilesBy() throws IOException {
        Files.createSymbolicLink(classes.resolve("blog/.#Post.java"), Path.of("ada@host.1234:5678"));
        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    void aClassBehindALinkIsNoticed() throws IOException {
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(classes.resolve("shop"), elsewhere);
        before = fingerprint();

        write(elsewhere.resolve("Item.class"), "item");

        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void aClassOfTheSameSizeAndTimeIsNoticed() throws IOException {
        write(classes.resolve("blog/Post.class"), "tsop");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void filesThatComeGoOrMoveAreNoticed() throws IOException {
        var post = classes.resolve("blog/Post.class");
        Files.move(post, classes.resolve("blog/Page.class"));
        assertThat(fingerprint()).isNotEqualTo(before);
        Files.move(classes.resolve("blog/Page.class"), post);
        assertThat(fingerprint()).isEqualTo(before);
        var added = write(classes.resolve("blog/Tag.class"), "");
        assertThat(fingerprint()).isNotEqualTo(before);
        Files.delete(added);
        Files.delete(post);
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void whatPassesFromOneFileToTheNextIsNoticed() throws IOException {
        write(classes.resolve("blog/Author.class"), "authorblog/Post.class");
        var one = fingerprint();
        write(classes.resolve("blog/Author.class"), "author");
        write(classes.resolve("blog/Post.class"), "blog/Post.classpost");
        assertThat(List.of(one, fingerprint())).doesNotContain(before).doesNotHaveDuplicates();
    }

    @Test
    void aJarThatIsBuiltAnewOrGoneIsNoticed() throws IOException {
        Files.setLastModifiedTime(jar, FileTime.fromMillis(TIME.toMillis() + 1));
        assertThat(fingerprint()).isNotEqualTo(before);
        Files.setLastModifiedTime(jar, TIME);
        assertThat(fingerprint()).isEqualTo(before);
        write(jar, "longer");
        assertThat(fingerprint()).isNotEqualTo(before);
        Files.delete(jar);
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void whatWasMissingIsNoticedWhenItComes() throws IOException {
        Files.createDirectories(folder.resolve("missing"));
        assertThat(fingerprint()).isNotEqualTo(before);
    }
}
