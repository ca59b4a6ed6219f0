package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void hidesPasswordAndUrl() {
        var redaction = Redaction.of("jdbc:mysql://ann:p4ss@host/blog", "s3cret");

        assertThat(redaction.apply("no s3cret for jdbc:mysql://ann:p4ss@host/blog"))
                .isEqualTo("no *** for jdbc:mysql://***@host/blog");
    }

    @Test
    void hidesUrlThatContainsThePassword() {
        var redaction = Redaction.of("jdbc:h2:mem:x;PASSWORD=p4ss", "p4ss");

        assertThat(redaction.apply("jdbc:h2:mem:x;PASSWORD=p4ss")).isEqualTo("jdbc:h2:mem:x;PASSWORD=***");
    }

    @Test
    void leavesTextsAloneWithoutPassword() {
        assertThat(Redaction.of("jdbc:h2:mem:x", "").apply("jdbc:h2:mem:x")).isEqualTo("jdbc:h2:mem:x");
    }

    @Test
    void seesPasswordsInCauses() {
        var failure = new IllegalStateException("no", new IllegalArgumentException("p4ss is wrong"));

        assertThat(Redaction.of(null, "p4ss").isNeededFor(failure)).isTrue();
        assertThat(Redaction.of(null, "other").isNeededFor(failure)).isFalse();
    }
}
