package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"r", "mariadb", "blog", "3306"})
    void leavesKnownWordsAloneOfWhichAPasswordIsAPart(String password) {
        var url = "jdbc:mariadb://server:3306/blog";
        var text = "no connection to " + url + ": Could not connect to 'server'";

        assertThat(Redaction.of(url, password).apply(text)).isEqualTo(text);
        assertThat(Redaction.of(url + "?password=" + password, password)
                        .apply(text.replace(url, url + "?password=" + password)))
                .isEqualTo(text.replace(url, url + "?password=***"));
        assertThat(Redaction.of(url + "?keyWord=" + password, password).apply(url + "?keyWord=" + password))
                .isEqualTo(url + "?keyWord=***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r", "1", "s3cret", "über", "$", "a.c", "(x", "p\\w$1", "pass word"})
    void hidesAPasswordWhereverItStandsAsAValue(String password) {
        var redaction = Redaction.of(null, password);

        for (var text :
                List.of("%s", "password=%s", "{password=%s, b=c}", "-Dqorm.password=%s verify", "'%s'", "a:%s@b")) {
            assertThat(redaction.apply(text.formatted(password))).isEqualTo(text.formatted("***"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid port number: %s@host",
                "Incorrect port value : %s@127.0.0.1",
                "no host bob:%s@host",
                "user info 'bob:%s'"
            })
    void hidesTheUserInfoThatADriverTakesForAHostOrAPort(String text) {
        var redaction = Redaction.of("jdbc:mariadb://bob:ge%40heim%21@host/db", null);

        assertThat(redaction.apply(text.formatted("ge%40heim%21")))
                .contains("***")
                .doesNotContain("heim", "ge%");
        assertThat(redaction.apply(text.formatted("ge@heim!"))).contains("***").doesNotContain("heim", "ge@");
        var failure = new IllegalStateException("no", new NumberFormatException(text.formatted("ge@heim!")));
        assertThat(redaction.isNeededFor(failure)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "s3cret", "a%b", "a+b", "%C3%BCber", "(x"})
    void hidesAnyPasswordOfAUserInfo(String password) {
        var redaction = Redaction.of("jdbc:postgresql://bob:" + password + "@host/x", null);

        assertThat(redaction.apply("invalid port number: " + password + "@host"))
                .isEqualTo("invalid port number: ***@host");
        assertThat(redaction.apply("at host bob:" + password)).isEqualTo("at host ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "mariadb", "jdbc", "blog"})
    void leavesKnownWordsAloneThatAreInAUserInfoToo(String word) {
        var redaction = Redaction.of("jdbc:mariadb://bob:" + word + "@host/blog", null);
        var text = "jdbc:mariadb://host/blog: bob is unknown at 'host' in table " + word;

        assertThat(redaction.apply(text)).isEqualTo(text);
        assertThat(Redaction.of("jdbc:mariadb://host/blog", null).apply(text)).isEqualTo(text);
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
