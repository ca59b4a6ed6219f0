package dev.qorm.maven;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutputTest {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void record() {
        System.setOut(new PrintStream(printed, true, UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(before);
    }

    @Test
    void printsWhatAGoalIsRunForWithoutALevelWhereTheLogIsQuiet() throws Exception {
        Output.of("table", "table", null, new QuietLog()).printAlways(() -> "a\nb", () -> "[]");

        assertThat(printed.toString(UTF_8)).isEqualToNormalizingNewlines("a\nb\n");
    }

    /** As a JVM prints in the locale C: {@code mvn -q qorm:sql | psql}. */
    @Test
    void isUtf8InAPipeWhateverTheLocale() throws Exception {
        System.setOut(new PrintStream(printed, true, US_ASCII));

        Output.of("table", "table", null, new QuietLog()).printAlways(() -> "Größe €", () -> "[]");
        Output.of("table", "json", null, new QuietLog()).print(() -> "", () -> "[\"Größe €\"]");

        assertThat(printed.toString(UTF_8)).isEqualToNormalizingNewlines("Größe €\n[\"Größe €\"]\n");
    }

    @Test
    void printsItByTheLogOtherwise() throws Exception {
        var log = new RecordingLog();

        Output.of("table", "table", null, log).printAlways(() -> "a\nb", () -> "[]");

        assertThat(log.lines()).containsExactly("[INFO] a", "[INFO] b");
        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    @Test
    void printsNothingElseWhereTheLogIsQuiet() throws Exception {
        Output.of("text", "text", null, new QuietLog()).print(() -> "no differences", () -> "[]");

        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    /** As with {@code mvn -q}. */
    private static final class QuietLog extends SystemStreamLog {
        @Override
        public boolean isInfoEnabled() {
            return false;
        }

        @Override
        public void info(CharSequence content) {
            // not shown
        }
    }
}
