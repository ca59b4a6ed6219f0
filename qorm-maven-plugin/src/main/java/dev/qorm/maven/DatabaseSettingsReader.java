package dev.qorm.maven;

import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which database is meant. Each of URL, user and password for itself comes from the first of: {@code -Dqorm.…},
 * {@code QORM_…} in the environment, the POM (URL and user), the {@code <server>} of settings.xml (user and password).
 *
 * <p>The password is no parameter of a goal: {@code mvn -X} prints those.
 */
final class DatabaseSettingsReader {
    private final SettingsDecrypter decrypter;

    @Inject
    DatabaseSettingsReader(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    /**
     * Reads; without any URL, the database is an embedded one below the module.
     *
     * @throws MojoFailureException when a URL is empty, or there is no such server, or its password cannot be decrypted
     */
    DatabaseSettings read(Invocation invocation, DatabaseParameters parameters) throws MojoFailureException {
        var secrets = SessionSecrets.of(invocation.session());
        var url = url(invocation, parameters.url());
        if (url == null) {
            return EmbeddedDatabase.of(invocation);
        }
        var server = server(invocation, first(secrets.userProperty("qorm.server"), parameters.server()));
        var user = first(
                secrets.userProperty("qorm.user"),
                secrets.environmentVariable("QORM_USER"),
                parameters.user(),
                server.getUsername());
        var password = first(
                secrets.userProperty("qorm.password"),
                secrets.environmentVariable("QORM_PASSWORD"),
                server.getPassword());
        return new DatabaseSettings(url, user, password);
    }

    /**
     * The URL alone; null for an embedded database.
     *
     * @param parameter what the POM says in the configuration of the goal
     * @throws MojoFailureException when it is empty
     */
    @Nullable
    String url(Invocation invocation, @Nullable String parameter) throws MojoFailureException {
        var secrets = SessionSecrets.of(invocation.session());
        var url = first(
                secrets.userProperty("qorm.url"),
                secrets.environmentVariable("QORM_URL"),
                parameter,
                invocation.project().getProperties().getProperty("qorm.url"));
        if (url != null && url.isBlank()) {
            throw new MojoFailureException("qorm.url is empty. Give the JDBC URL of the database, such as"
                    + " -Dqorm.url=jdbc:postgresql://localhost/blog, or none for an embedded H2.");
        }
        return url;
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
