package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseSettingsReaderTest {
    private static final String URL = "jdbc:postgresql://localhost/blog";
    private static final DatabaseParameters NOTHING = new DatabaseParameters(null, null, null);
    private static final DatabaseParameters POM = new DatabaseParameters(URL + "?pom", "pom", null);

    private final Properties user = new Properties();
    private final Properties system = new Properties();

    @Test
    void prefersTheCommandLineToAllElse() throws Exception {
        user.setProperty("qorm.url", URL + "?line");
        user.setProperty("qorm.user", "line");
        user.setProperty("qorm.password", "line");
        environment();

        assertThat(read(POM)).isEqualTo(new DatabaseSettings(URL + "?line", "line", "line"));
    }

    @Test
    void prefersTheEnvironmentToThePom() throws Exception {
        environment();

        assertThat(read(POM)).isEqualTo(new DatabaseSettings(URL + "?env", "env", "env"));
    }

    @Test
    void takesUserAndPasswordOfTheServerWhenNothingElseSaysThem() throws Exception {
        var parameters = new DatabaseParameters(URL, null, "db");

        assertThat(read(parameters)).isEqualTo(new DatabaseSettings(URL, "server", "decrypted"));
    }

    @Test
    void takesThePasswordOfTheServerForTheUserOfThePom() throws Exception {
        var parameters = new DatabaseParameters(URL, "pom", "db");

        assertThat(read(parameters)).isEqualTo(new DatabaseSettings(URL, "pom", "decrypted"));
    }

    @Test
    void saysWhatToAddWhenThereIsNoSuchServer() {
        assertThatThrownBy(() -> read(new DatabaseParameters(URL, null, "other")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("qorm.server is 'other'")
                .hasMessageContaining("<id>other</id>");
    }

    @Test
    void refusesAnEmptyUrlRatherThanTakingTheEmbeddedDatabase() {
        user.setProperty("qorm.url", "");

        assertThatThrownBy(() -> read(POM))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("qorm.url is empty");
    }

    @Test
    void takesAnEmbeddedDatabaseThatVersionControlIgnoresWhenThereIsNoUrl(@TempDir Path basedir) throws Exception {
        var module = TestInvocation.module("app");
        var invocation = TestInvocation.of(module, user, system);
        module.setFile(basedir.resolve("pom.xml").toFile());

        var settings = reader().read(invocation, NOTHING);

        assertThat(settings.url())
                .isEqualTo("jdbc:h2:file:" + basedir.toString().replace('\\', '/') + "/.qorm/database");
        assertThat(basedir.resolve(".qorm/.gitignore")).hasContent("*");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(new DatabaseSettings(URL + "?password=p4ss", "ann", "p4ss"))
                .asString()
                .doesNotContain("p4ss");
    }

    private void environment() {
        system.setProperty("env.QORM_URL", URL + "?env");
        system.setProperty("env.QORM_USER", "env");
        system.setProperty("env.QORM_PASSWORD", "env");
    }

    private DatabaseSettings read(DatabaseParameters parameters) throws MojoFailureException {
        var invocation = TestInvocation.of(TestInvocation.module("app"), user, system);
        invocation.session().getRequest().addServer(server("encrypted"));
        return reader().read(invocation, parameters);
    }

    private static DatabaseSettingsReader reader() {
        return new DatabaseSettingsReader(new Decrypter());
    }

    private static Server server(String password) {
        var server = new Server();
        server.setId("db");
        server.setUsername("server");
        server.setPassword(password);
        return server;
    }

    private static final class Decrypter implements SettingsDecrypter {
        @Override
        public SettingsDecryptionResult decrypt(SettingsDecryptionRequest request) {
            return new Decrypted();
        }
    }

    private static final class Decrypted implements SettingsDecryptionResult {
        @Override
        public Server getServer() {
            return server("decrypted");
        }

        @Override
        public List<Server> getServers() {
            return List.of(getServer());
        }

        @Override
        public Proxy getProxy() {
            return new Proxy();
        }

        @Override
        public List<Proxy> getProxies() {
            return List.of();
        }

        @Override
        public List<SettingsProblem> getProblems() {
            return List.of();
        }
    }
}
