package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.qorm.command.Migrate;
import dev.qorm.execute.Database;
import dev.qorm.scan.Findings;
import java.lang.reflect.Proxy;
import java.net.UnknownHostException;
import java.sql.Driver;
import java.sql.SQLException;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    /** What a goal throws whose database is not there. */
    private static Throwable noConnection() {
        var loader = FailuresTest.class.getClassLoader();
        var driver = Proxy.newProxyInstance(loader, new Class<?>[] {Driver.class}, (proxy, method, arguments) -> {
            throw new SQLException("The attempt failed for p4ss.", new UnknownHostException("nowhere"));
        });
        var database = new Database("jdbc:postgresql://nowhere/blog", "ann", "p4ss", (Driver) driver);
        return catchThrowable(() -> Migrate.isDone(Findings.NONE, database, "qorm_history", "abc"));
    }

    /** As Maven does: the messages of the causes follow that of the exception. */
    private static String printed(Throwable failure) {
        var text = new StringBuilder();
        for (var each = failure; each != null; each = each.getCause()) {
            var message = String.valueOf(each.getMessage());
            text.append(text.indexOf(message) < 0 ? " " + message : "");
        }
        return text.toString();
    }

    @Test
    void theRemedyIsTheLastThatMavenPrints() throws Exception {
        var failure = Failures.translate(noConnection(), Redaction.NONE);

        assertThat(failure).isInstanceOf(MojoExecutionException.class);
        assertThat(printed(failure))
                .contains("The attempt failed for p4ss. (unknown host nowhere)")
                .endsWith("that the database runs");
    }

    @Test
    void theStackTraceHasTheCauses() throws Exception {
        var failure = Failures.translate(noConnection(), Redaction.NONE);

        assertThat(failure)
                .hasStackTraceContaining("Caused by: java.net.UnknownHostException: nowhere")
                .hasStackTraceContaining("at dev.qorm.command.Migrate.isDone");
    }

    @Test
    void theStackTraceHasNoPassword() throws Exception {
        var failure = Failures.translate(noConnection(), Redaction.of(null, "p4ss"));

        assertThat(failure).hasMessageContaining("failed for ***.");
        assertThat(Redaction.of(null, "p4ss").isNeededFor(failure)).isFalse();
    }

    @Test
    void whatNobodyExpectedKeepsItsCauses() throws Exception {
        var failure = Failures.translate(new IllegalStateException(new ClassCastException("no list")), Redaction.NONE);

        assertThat(printed(failure)).contains("Unexpected: java.lang.IllegalStateException", "no list");
    }
}
