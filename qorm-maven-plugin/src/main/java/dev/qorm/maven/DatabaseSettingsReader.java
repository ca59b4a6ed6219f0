package dev.qorm.maven;

import dev.qorm.execute.DatabaseFile;
import dev.qorm.execute.JdbcUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Determines the database to use. URL, user and password are each taken from the first of these that has them: {@code
 * -Dqorm.…}, {@code QORM_…} in the environment, the POM (URL and user), the {@code <server>} of settings.xml (user and
 * password).
 *
 * <p>The password is not a parameter of a goal, because {@code mvn -X} prints those.
 */
final class DatabaseSettingsReader {
    private static final String ENVIRONMENT = "QORM_URL";

    private final SettingsDecrypter decrypter;

    @Inject
    DatabaseSettingsReader(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    /**
     * Reads the settings. Without any URL, the database is an embedded one below the module.
     *
     * @throws MojoFailureException if a URL is empty, or is missing although a user is given, or there is no such
     *     server, or its password cannot be decrypted
     */
    DatabaseSettings read(Invocation invocation, DatabaseParameters parameters) throws MojoFailureException {
        var secrets = SessionSecrets.of(invocation.session());
        var given = given(invocation, parameters.url());
        if (given.isEmpty()) {
            requireNoCredentials(secrets);
            return EmbeddedDatabase.of(invocation);
        }
        tell(given, invocation);
        requireNoUserInfo(given.get(0));
        var server = server(invocation, first(secrets.userProperty("qorm.server"), parameters.server()));
        var ofServer = "<server> " + server.getId() + " in settings.xml";
        var users = new ArrayList<Given>();
        add(users, "-Dqorm.user", secrets.userProperty("qorm.user"));
        add(users, "QORM_USER", secrets.environmentVariable("QORM_USER"));
        add(users, "qorm.user in the POM", parameters.user());
        add(users, ofServer, server.getUsername());
        var passwords = new ArrayList<Given>();
        add(passwords, "-Dqorm.password", secrets.userProperty("qorm.password"));
        add(passwords, "QORM_PASSWORD", secrets.environmentVariable("QORM_PASSWORD"));
        add(passwords, ofServer, server.getPassword());
        if (passwords.isEmpty() && invocation.project().getProperties().containsKey("qorm.password")) {
            invocation
                    .log()
                    .warn("The property qorm.password of the POM or of a profile is not read, since other plugins print"
                            + " properties: give QORM_PASSWORD in the environment, or qorm.server and a <server> in"
                            + " settings.xml");
        }
        return new DatabaseSettings(
                given.get(0).value(), value(users), value(passwords), origin(given, users, passwords));
    }

    private static @Nullable String value(List<Given> given) {
        return given.isEmpty() ? null : given.get(0).value();
    }

    private static String origin(List<Given> urls, List<Given> users, List<Given> passwords) {
        return Stream.of(place(urls, "qorm.url"), place(users, "qorm.user"), place(passwords, "qorm.password"))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String place(List<Given> given, String name) {
        return given.isEmpty() ? name + " (none is given)" : given.get(0).place();
    }

    /** A user given for this run cannot be meant for the embedded database: the URL was forgotten. */
    private static void requireNoCredentials(SessionSecrets secrets) throws MojoFailureException {
        var onCommandLine = Stream.of("qorm.user", "qorm.password", "qorm.server")
                .filter(name -> secrets.userProperty(name) != null)
                .map("-D"::concat);
        var inEnvironment =
                Stream.of("QORM_USER", "QORM_PASSWORD").filter(name -> secrets.environmentVariable(name) != null);
        var first = Stream.concat(onCommandLine, inEnvironment).findFirst();
        if (first.isPresent()) {
            throw new MojoFailureException(
                    first.get() + " is given, but no URL: it would go to the embedded database, which does not need"
                            + " it. Give -Dqorm.url or QORM_URL");
        }
    }

    /**
     * Must be checked before the driver is called: the driver of PostgreSQL reads a password there as a port, and
     * prints it with a logger of its own.
     */
    private static void requireNoUserInfo(Given given) throws MojoFailureException {
        if (given.value().startsWith("jdbc:postgresql:")
                && !UserInfo.passwords(given.value()).isEmpty()) {
            throw new MojoFailureException("The driver of PostgreSQL reads what is before the @ of " + given.redacted()
                    + " as a part of the host. Leave it out, and give -Dqorm.user and QORM_PASSWORD in the environment,"
                    + " or qorm.server");
        }
    }

    /** Logs the database and where it was configured: an environment variable may select another one than the POM. */
    private static void tell(List<Given> given, Invocation invocation) {
        var log = invocation.log();
        var taken = given.get(0);
        log.info("Using the database " + taken.redacted() + " (" + taken.place() + ")");
        if (taken.place().equals(ENVIRONMENT)) {
            given.stream()
                    .skip(1)
                    .filter(other -> !other.value().equals(taken.value()))
                    .findFirst()
                    .ifPresent(other ->
                            log.warn(ENVIRONMENT + " wins over " + other.place() + ", which is " + other.redacted()));
        }
        if (JdbcUrl.isInMemory(taken.value())) {
            log.warn("That database is in memory: it is gone when this build ends");
        }
        DatabaseFile.of(taken.value())
                .map(DatabaseFile::path)
                .filter(Files::notExists)
                .ifPresent(file -> tellOfNew(file, invocation));
    }

    /** A relative path that is meant for the folder of the module would make a second, empty database in a build above. */
    private static void tellOfNew(Path file, Invocation invocation) {
        var start = Path.of("").toAbsolutePath();
        var text = "The file " + file.toAbsolutePath().normalize() + " is not there yet";
        if (file.isAbsolute() || start.equals(invocation.project().getBasedir().toPath())) {
            invocation.log().info(text);
        } else {
            invocation
                    .log()
                    .warn(text + ". The relative path " + file + " begins in the folder in which Maven was started, "
                            + start + ", not in that of the module; to name a file of the module, begin it in the POM"
                            + " with ${project.basedir}/");
        }
    }

    /**
     * A URL, user or password.
     *
     * @param place where it was given
     */
    private record Given(String place, String value) {
        String redacted() {
            return JdbcUrl.redact(value);
        }

        /** Omits the value, which may be a password. */
        @Override
        public String toString() {
            return place;
        }
    }

    /**
     * Returns only the URL, or null for an embedded database.
     *
     * @param parameter the URL in the configuration of the goal in the POM
     * @throws MojoFailureException if it is empty
     */
    @Nullable
    String url(Invocation invocation, @Nullable String parameter) throws MojoFailureException {
        var given = given(invocation, parameter);
        return given.isEmpty() ? null : given.get(0).value();
    }

    /** Returns all URLs that are given; the first one is used. */
    private static List<Given> given(Invocation invocation, @Nullable String parameter) throws MojoFailureException {
        var secrets = SessionSecrets.of(invocation.session());
        var property = invocation.project().getProperties().getProperty("qorm.url");
        var given = new ArrayList<Given>();
        addUrl(given, "-Dqorm.url", secrets.userProperty("qorm.url"));
        addUrl(given, ENVIRONMENT, secrets.environmentVariable("QORM_URL"));
        addUrl(given, "<url> in the POM", parameter);
        addUrl(given, "the property qorm.url in the POM", property);
        if (!given.isEmpty() && given.get(0).value().isEmpty()) {
            throw new MojoFailureException("qorm.url is empty. Give the JDBC URL of the database, such as"
                    + " -Dqorm.url=jdbc:postgresql://localhost/blog, or none for an embedded H2.");
        }
        return given;
    }

    /**
     * Blanks around it, which a shell or a file of variables may leave, would be part of the name of another database.
     */
    private static void addUrl(List<Given> given, String place, @Nullable String url) {
        add(given, place, url == null ? null : url.strip());
    }

    private static void add(List<Given> given, String place, @Nullable String value) {
        if (value != null) {
            given.add(new Given(place, value));
        }
    }

    private Server server(Invocation invocation, @Nullable String id) throws MojoFailureException {
        if (id == null) {
            return new Server();
        }
        var server = invocation.session().getSettings().getServer(id);
        if (server == null) {
            throw new MojoFailureException(
                    "qorm.server is '" + id + "', and your settings.xml has no such server. Add:\n\n"
                            + "    <server>\n      <id>" + id + "</id>\n      <username>…</username>\n"
                            + "      <password>…</password>\n    </server>");
        }
        return decrypt(server);
    }

    private Server decrypt(Server server) throws MojoFailureException {
        var result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        for (var problem : result.getProblems()) {
            if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
                throw new MojoFailureException("The password of server '" + server.getId()
                        + "' in settings.xml cannot be decrypted: " + problem.getMessage());
            }
        }
        return result.getServer();
    }

    private static @Nullable String first(@Nullable String... values) {
        for (var value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
