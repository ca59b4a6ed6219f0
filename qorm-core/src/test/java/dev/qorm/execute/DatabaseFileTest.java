package dev.qorm.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/data/shop, /data/shop.mv.db",
        "jdbc:h2:./shop;MODE=MySQL, ./shop.mv.db",
        "jdbc:h2:file:C:/data/shop;USER=ann, C:/data/shop.mv.db",
        "jdbc:sqlite:shop.db, shop.db",
        "jdbc:sqlite:/data/shop.db?cache=shared, /data/shop.db"
    })
    void isFoundByTheUrl(String url, String file) {
        assertThat(DatabaseFile.of(url)).hasValue(new DatabaseFile(Path.of(file)));
    }

    @Test
    void isBelowTheHomeOfTheUser() {
        assertThat(DatabaseFile.of("jdbc:h2:~/shop"))
                .hasValue(new DatabaseFile(Path.of(System.getProperty("user.home"), "shop.mv.db")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:shop",
                "jdbc:h2:tcp://localhost/~/shop",
                "jdbc:h2:nio:/data/shop",
                "jdbc:h2:split:28:/data/shop",
                "jdbc:h2:file:/data/shop;INIT=runscript from 'x.sql'",
                "jdbc:h2:/data/shop;mode=mysql;init=runscript from 'x.sql'",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:",
                "jdbc:sqlite:?cache=shared",
                "jdbc:sqlite:file:shop.db?mode=memory",
                "jdbc:sqlite::resource:shop.db",
                "jdbc:postgresql:shop"
            })
    void isNotWhatAServerOrTheMemoryHas(String url) {
        assertThat(DatabaseFile.of(url)).isEmpty();
    }

    @Test
    void hasAnotherStateWithOtherBytesOfTheSameTime() throws IOException {
        var path = Files.writeString(folder.resolve("shop"), "one");
        var time = Files.getLastModifiedTime(path);
        var before = new DatabaseFile(path).state();

        Files.writeString(path, "two");
        Files.setLastModifiedTime(path, time);

        assertThat(new DatabaseFile(path).state()).isNotNull().isNotEqualTo(before);
        Files.writeString(path, "one");
        Files.setLastModifiedTime(path, time);
        assertThat(new DatabaseFile(path).state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-wal", "-journal"})
    void isNotTheWholeDatabaseWhileItIsWrittenTo(String ending) throws IOException {
        var path = Files.writeString(folder.resolve("shop"), "one");
        Files.writeString(folder.resolve("shop" + ending), "");

        assertThat(new DatabaseFile(path).state()).isNull();
        assertThat(new DatabaseFile(folder.resolve("none")).state()).isNull();
    }
}
