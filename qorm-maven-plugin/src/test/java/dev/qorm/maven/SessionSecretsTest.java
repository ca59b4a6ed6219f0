package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SessionSecretsTest {
    private final Properties user = new Properties();
    private final Properties system = new Properties();
    private final SessionSecrets secrets = new SessionSecrets(user, system);

    @Test
    void hidesThePasswordWhereverMavenHasIt() {
        user.putAll(Map.of("qorm.password", "p4ss", "qorm.user", "ann"));
        system.putAll(Map.of("qorm.password", "p4ss", "sun.java.command", "Launcher -Dqorm.password=p4ss verify"));

        secrets.hide();

        assertThat(user).containsEntry("qorm.password", "***").containsEntry("qorm.user", "ann");
        assertThat(system)
                .containsEntry("qorm.password", "***")
                .containsEntry("sun.java.command", "Launcher -Dqorm.password=*** verify");
    }

    @Test
    void hidesThePasswordOfTheEnvironmentAndThatInAUrl() {
        system.putAll(Map.of("env.QORM_PASSWORD", "p4ss", "env.QORM_URL", "jdbc:mysql://ann:pw@host/blog"));

        secrets.hide();

        assertThat(system)
                .containsEntry("env.QORM_PASSWORD", "***")
                .containsEntry("env.QORM_URL", "jdbc:mysql://***@host/blog");
    }

    @Test
    void canBeReadWhileHidden() {
        user.setProperty("qorm.password", "p4ss");
        system.setProperty("env.QORM_PASSWORD", "other");

        secrets.hide();

        assertThat(secrets.userProperty("qorm.password")).isEqualTo("p4ss");
        assertThat(secrets.environmentVariable("QORM_PASSWORD")).isEqualTo("other");
        assertThat(secrets.userProperty("qorm.user")).isNull();
    }

    @Test
    void staysHiddenUntilTheLastModuleIsDone() {
        user.setProperty("qorm.password", "p4ss");

        var first = secrets.hide();
        var second = secrets.hide();
        first.close();
        assertThat(user).containsEntry("qorm.password", "***");
        second.close();

        assertThat(user).containsEntry("qorm.password", "p4ss");
    }

    @Test
    void changesNoOtherPropertyThatHappensToContainThePassword() {
        user.setProperty("qorm.password", "a");
        system.setProperty("java.home", "/opt/java");

        secrets.hide();

        assertThat(system).containsEntry("java.home", "/opt/java");
    }
}
