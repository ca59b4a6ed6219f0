package dev.qorm.operation;

import static dev.qorm.operation.Operations.runJava;
import static dev.qorm.operation.Operations.runSql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DatabaseNamesTest {
    @Test
    void areThoseOfTheDialects() {
        assertThat(DatabaseNames.ALL)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Dialect.values()).map(Dialect::urlName).toList());
    }

    @Test
    void anotherIsRefused() {
        assertThatThrownBy(() -> runSql("vacuum").on("postgresql", "oracle"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("on(\"oracle\") names no database; there are h2, sqlite, postgresql, mariadb, mysql");
        assertThatThrownBy(() -> runJava(JavaStep.Nothing.class).on("postgres"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("on(\"postgres\") names no database");
    }

    @Test
    void areADescriptionsPart() {
        assertThat(runSql("vacuum").describe()).isEqualTo("run sql: vacuum");
        assertThat(runSql("vacuum").on("sqlite", "postgresql").describe())
                .isEqualTo("run sql (sqlite, postgresql): vacuum");
        assertThat(runJava(JavaStep.Nothing.class).on("h2").describe()).isEqualTo("run java (h2): Nothing");
    }
}
