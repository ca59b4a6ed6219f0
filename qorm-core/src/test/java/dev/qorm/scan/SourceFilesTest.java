package dev.qorm.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
    private static final String QUOTES = "\"\"\"";

    @TempDir
    Path root;

    private boolean declares(String className, String fileName, String source) throws IOException {
        Files.writeString(root.resolve(fileName), source);
        return new SourceFiles(List.of(root), SourceEncoding.UTF_8).declare(className, fileName);
    }

    @Test
    void aClassInCodeIsDeclared() throws IOException {
        assertThat(declares("shop.Author", "Author.java", "package shop; class Author {}"))
                .isTrue();
        assertThat(declares("shop.A$Author", "A.java", "package shop; class A { class Author {} }"))
                .isTrue();
        assertThat(declares("Author", "Author.java", "class Author {}")).isTrue();
    }

    @Test
    void aClassInCommentsAndStringsIsNot() throws IOException {
        assertThat(declares("shop.Author", "A.java", "package shop; // class Author"))
                .isFalse();
        assertThat(declares("shop.Author", "A.java", "package shop; /* ' class Author */"))
                .isFalse();
        assertThat(declares("shop.Author", "A.java", "package shop; class A { String a = \"class Author\"; }"))
                .isFalse();
        assertThat(declares("shop.Author", "A.groovy", "package shop; class A { def a = 'class Author' }"))
                .isFalse();
        assertThat(declares("shop.Author", "A.java", "package shop; class Authors {} class Author\u00e9 {}"))
                .isFalse();
        assertThat(declares("shop.Author", "A.java", "package shops; class Author {}"))
                .isFalse();
    }

    @Test
    void aQuoteAsACharacterBeginsNoString() throws IOException {
        assertThat(declares(
                        "shop.A$Author",
                        "A.java",
                        "package shop; class A { boolean a = c == '\"' || s.startsWith(\"/*\"), b = c == '\\'';"
                                + " class Author {} /* */ }"))
                .isTrue();
    }

    @Test
    void aTextBlockEndsWhereItsLanguageSays() throws IOException {
        var block = QUOTES + "\n a \\" + QUOTES + " \" b " + QUOTES + "; class Author {} String b = " + QUOTES + "\n"
                + QUOTES;
        assertThat(declares("shop.A$Author", "A.java", "package shop; class A { String a = " + block + "; }"))
                .isTrue();
        var raw = QUOTES + "C:\\" + QUOTES + "\nclass Author\nval b = " + QUOTES + QUOTES;
        assertThat(declares("shop.Author", "A.kt", "package shop\nval a = " + raw))
                .isTrue();
    }

    @Test
    void aLongTextIsNoMatterOfTheStack() throws IOException {
        var text = "a \\\" \" ".repeat(100_000);
        assertThat(declares(
                        "shop.Author",
                        "Author.java",
                        "package shop; class Author { String a = " + QUOTES + "\n" + text + QUOTES + "; }"))
                .isTrue();
    }

    @Test
    void namesMayBeOfAllThatJavaAllows() throws IOException {
        for (var packageName :
                List.of("shop.caf\u00e9", "shop.ma\u00df", "shop.\u043c\u043e\u0434\u0435\u043b\u0438")) {
            assertThat(declares(
                            packageName + ".\u00c4rger", "A.java", "package " + packageName + "; class \u00c4rger {}"))
                    .isTrue();
        }
        assertThat(declares("shop.My$Author", "A.java", "package shop; class My$Author {}"))
                .isTrue();
        assertThat(declares("shop.A$My$Author", "A.java", "package shop; class A { class My$Author {} }"))
                .isTrue();
        assertThat(declares("shop.Author", "A.java", "package shop; class \\u0041uthor {}"))
                .isTrue();
    }
}
