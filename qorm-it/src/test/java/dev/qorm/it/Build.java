package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/**
 * A Maven build that has ended.
 *
 * @param command what was typed
 * @param exitCode 0 for success
 * @param output both streams together
 */
record Build(String command, int exitCode, String output) {
    Build succeeds() {
        assertThat(exitCode).as("%s%n%s", command, output).isZero();
        assertThat(output).as(command).contains("BUILD SUCCESS");
        return this;
    }

    Build fails() {
        assertThat(exitCode).as("%s%n%s", command, output).isNotZero();
        assertThat(output).as(command).contains("BUILD FAILURE");
        return this;
    }

    Build says(String... texts) {
        assertThat(output).as(command).contains(texts);
        return this;
    }

    Build saysNothingOf(String... texts) {
        assertThat(output).as(command).doesNotContain(texts);
        return this;
    }

    /** How often {@code text} occurs. */
    int count(String text) {
        return output.split(Pattern.quote(text), -1).length - 1;
    }
}
