package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisspellingTest {
    @ParameterizedTest
    @CsvSource({
        "dryrun, dryRun",
        "dryRum, dryRun",
        "dry-run, dryRun",
        "dyrRun, dryRun",
        "dryR, dryRun",
        "passwd, password",
        "ulr, url",
        "al, all",
        "FAKE, fake"
    })
    void knowsAWordWithSlips(String word, String known) {
        assertThat(Misspelling.isLikely(word, known)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"version, overwrite", "home, name", "it, all", "test.x, target", "dry, dryRun", "tries, rename"})
    void knowsOtherWords(String word, String known) {
        assertThat(Misspelling.isLikely(word, known)).isFalse();
    }
}
