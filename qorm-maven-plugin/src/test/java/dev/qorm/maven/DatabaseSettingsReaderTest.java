package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsReaderTest {
    private static final String URL = "jdbc:postgresql://localhost/blog";
    private static final DatabaseParameters NOTHING = new DatabaseParameters(null, null, null);
    private static final DatabaseParameters POM = new DatabaseParameters(URL + "?pom", "pom", null);

    private final Properties user = new Properties();
    private final Properties system = new Properties();
    private final MavenProject module = TestInvocation.module("app");
    private RecordingLog log = new RecordingLog();

    private List<String> told() {
        return log.lines();
    }

    @Test
    void prefersTheCommandLineToAllElse() throws Exception {
        user.setProperty("qorm.url", URL + "?line");
        user.setProperty("qorm.user", "line");
        user.setProperty("qorm.password", "line");
        environment();

        assertThat(read(POM))
                .isEqualTo(new DatabaseSettings(
                        URL + "?line", "line", "line", "-Dqorm.url, -Dqorm.user, -Dqorm.password"));
    }

    @Test
    void prefersTheEnvironmentToThePom() throws Exception {
        environment();

        assertThat(read(POM))
                .isEqualTo(new DatabaseSettings(URL + "?env", "env", "env", "QORM_URL, QORM_USER, QORM_PASSWORD"));
    }

    @Test
    void takesUserAndPasswordOfTheServerWhenNothingElseSaysThem() throws Exception {
        var parameters = new DatabaseParameters(URL, null, "db");

        assertThat(read(parameters))
                .isEqualTo(new DatabaseSettings(
                        URL, "server", "decrypted", "<url> in the POM, <server> db in settings.xml"));
    }

    @Test
    void takesThePasswordOfTheServerForTheUserOfThePom() throws Exception {
        var parameters = new DatabaseParameters(URL, "pom", "db");

        assertThat(read(parameters))
                .isEqualTo(new DatabaseSettings(
                        URL,
                        "pom",
                        "decrypted",
                        "<url> in the POM, qorm.user in the POM, <server> db in settings.xml"));
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

    /** Of {@code set QORM_URL=jdbc:h2:./blog && mvn qorm:migrate} on Windows; the file would be another one. */
    @Test
    void takesTheUrlWithoutTheBlanksAroundIt() throws Exception {
        system.setProperty("env.QORM_URL", " jdbc:h2:./blog \n");

        assertThat(read(NOTHING).url()).isEqualTo("jdbc:h2:./blog");
    }

    @Test
    void refusesAUrlOfBlanks() {
        user.setProperty("qorm.url", "  ");

        assertThatThrownBy(() -> read(POM)).hasMessageContaining("qorm.url is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qorm.user", "qorm.password", "qorm.server"})
    void refusesWhatWouldGoToTheEmbeddedDatabaseForWantOfAUrl(String given) {
        user.setProperty(given, "ada");

        assertThatThrownBy(() -> read(NOTHING))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("-D" + given + " is given, but no URL");
    }

    @Test
    void refusesThePasswordOfTheEnvironmentWithoutAUrl() {
        system.setProperty("env.QORM_PASSWORD", "geheim");

        assertThatThrownBy(() -> read(NOTHING))
                .hasMessageStartingWith("QORM_PASSWORD is given, but no URL")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void refusesAUserInfoThatTheDriverOfPostgresqlWouldPrint() throws Exception {
        user.setProperty("qorm.url", "jdbc:postgresql://bob:geheim@localhost/blog");

        assertThatThrownBy(() -> read(POM))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("jdbc:postgresql://***@localhost/blog")
                .hasMessageNotContaining("geheim");
        user.setProperty("qorm.url", URL + "?options=a@b");
        assertThat(read(POM).url()).endsWith("a@b");
    }

    @Test
    void takesAnEmbeddedDatabaseThatVersionControlIgnoresWhenThereIsNoUrl(@TempDir Path basedir) throws Exception {
        var invocation = TestInvocation.of(module, user, system);
        module.setFile(basedir.resolve("pom.xml").toFile());

        var settings = reader().read(invocation, NOTHING);

        assertThat(settings.url())
                .isEqualTo("jdbc:h2:file:" + basedir.toString().replace('\\', '/') + "/.qorm/database");
        assertThat(basedir.resolve(".qorm/.gitignore")).hasContent("*");
        assertThat(((RecordingLog) invocation.log()).lines()).hasSize(1);
    }

    @Test
    void saysWhereElseTheEmbeddedDatabaseCanBeWhenItsFolderCannot(@TempDir Path basedir) throws Exception {
        var invocation = TestInvocation.of(module, user, system);
        module.setFile(basedir.resolve("pom.xml").toFile());
        Files.createFile(basedir.resolve(".qorm"));

        assertThatThrownBy(() -> reader().read(invocation, NOTHING))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(basedir.resolve(".qorm") + ", and nothing can be written there")
                .hasMessageContaining("-Dqorm.url=");
    }

    @Test
    void refusesAPathOfTheModuleThatH2WouldCutOff(@TempDir Path folder) throws Exception {
        var basedir = Files.createDirectory(folder.resolve("a;b"));
        var invocation = TestInvocation.of(module, user, system);
        module.setFile(basedir.resolve("pom.xml").toFile());

        assertThatThrownBy(() -> reader().read(invocation, NOTHING))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(basedir + "")
                .hasMessageContaining("cannot have a ';'");
        assertThat(basedir).isEmptyDirectory();
    }

    @Test
    void warnsThatAnEmbeddedDatabaseOfABuildServerDoesNotLast(@TempDir Path basedir) throws Exception {
        system.setProperty("env.CI", "true");
        var invocation = TestInvocation.of(module, user, system);
        module.setFile(basedir.resolve("pom.xml").toFile());

        var settings = reader().read(invocation, NOTHING);

        assertThat(settings.url()).startsWith("jdbc:h2:file:");
        assertThat(((RecordingLog) invocation.log()).lines()).last().asString().contains("give QORM_URL");
    }

    @Test
    void saysWhichDatabaseItIsAndWhoSaidSo() throws Exception {
        user.setProperty("qorm.url", URL + "?password=p4ss");
        environment();

        read(POM);

        assertThat(told()).containsExactly("[INFO] Using the database " + URL + "?password=*** (-Dqorm.url)");
    }

    @Test
    void warnsWhereTheEnvironmentLeadsElsewhereThanThePom() throws Exception {
        environment();

        read(POM);

        assertThat(told())
                .containsExactly(
                        "[INFO] Using the database " + URL + "?env (QORM_URL)",
                        "[WARNING] QORM_URL wins over <url> in the POM, which is " + URL + "?pom");
    }

    @Test
    void warnsOfADatabaseThatEndsWithTheBuild() throws Exception {
        read(new DatabaseParameters("jdbc:h2:mem:shop", null, null));

        assertThat(told())
                .containsExactly(
                        "[INFO] Using the database jdbc:h2:mem:shop (<url> in the POM)",
                        "[WARNING] That database is in memory: it is gone when this build ends");
    }

    @Test
    void warnsWhereARelativePathDoesNotBeginInTheModule() throws Exception {
        var start = Path.of("").toAbsolutePath();

        read(new DatabaseParameters("jdbc:sqlite:no/such.db", null, null));
        assertThat(told()).last().isEqualTo("[INFO] The file " + start.resolve("no/such.db") + " is not there yet");

        var invocation = TestInvocation.of(module, user, system);
        module.setFile(start.resolve("app/pom.xml").toFile());
        log = (RecordingLog) invocation.log();
        reader().read(invocation, new DatabaseParameters("jdbc:sqlite:no/such.db", null, null));
        assertThat(told())
                .last()
                .isEqualTo("[WARNING] The file " + start.resolve("no/such.db") + " is not there yet. The relative path"
                        + " no/such.db begins in the folder in which Maven was started, " + start
                        + ", not in that of the module; to name a file of the module, begin it in the POM with"
                        + " ${project.basedir}/");
    }

    /** A slip in the name of a file makes another database, in which there is nothing to do. */
    @Test
    void tellsOfAFileThatIsNotThere(@TempDir Path folder) throws Exception {
        var file = folder.resolve("shop.db");

        read(new DatabaseParameters("jdbc:sqlite:" + file, null, null));
        assertThat(told()).last().isEqualTo("[INFO] The file " + file + " is not there yet");

        Files.createFile(file);
        read(new DatabaseParameters("jdbc:sqlite:" + file, null, null));
        assertThat(told()).containsExactly("[INFO] Using the database jdbc:sqlite:" + file + " (<url> in the POM)");
    }

    @Test
    void warnsOfAPasswordThatItDoesNotRead() throws Exception {
        module.getProperties().setProperty("qorm.password", "p4ss");

        assertThat(read(POM).password()).isNull();
        assertThat(told()).hasSize(2).last().asString().contains("qorm.password", "QORM_PASSWORD", "qorm.server");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(new DatabaseSettings(URL + "?password=p4ss", "ann", "p4ss", "QORM_URL"))
                .asString()
                .doesNotContain("p4ss");
    }

    private void environment() {
        system.setProperty("env.QORM_URL", URL + "?env");
        system.setProperty("env.QORM_USER", "env");
        system.setProperty("env.QORM_PASSWORD", "env");
    }

    private DatabaseSettings read(DatabaseParameters parameters) throws MojoFailureException {
        var invocation = TestInvocation.of(module, user, system);
        log = (RecordingLog) invocation.log();
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
