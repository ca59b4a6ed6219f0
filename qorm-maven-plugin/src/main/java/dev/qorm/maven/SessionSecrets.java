package dev.qorm.maven;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a build that may hold a password: {@code -Dqorm.password}, {@code QORM_PASSWORD}, and URLs with one in
 * them.
 *
 * <p>Other plugins print all properties when Maven runs with {@code -X}; the resources plugin does. While an early
 * compilation runs them, the passwords are masked in the properties of the session, and can be read from here. There is one
 * object a build, since the modules of a parallel build share these properties. It lives in the data of the build: a static
 * one would outlive it in a Maven daemon.
 */
final class SessionSecrets {
    /** The last four: where the JVM and the start scripts of Maven leave the whole command line. */
    private static final Set<String> PLACES = Set.of(
            "qorm.password",
            "qorm.url",
            "env.QORM_PASSWORD",
            "env.QORM_URL",
            "sun.java.command",
            "env.MAVEN_CMD_LINE_ARGS",
            "env.MAVEN_ARGS",
            "env.MAVEN_OPTS");

    private final Properties user;
    private final Properties system;
    private final Map<String, String> hiddenOfUser = new HashMap<>();
    private final Map<String, String> hiddenOfSystem = new HashMap<>();
    private int hidings;

    SessionSecrets(Properties user, Properties system) {
        this.user = user;
        this.system = system;
    }

    /** Those of this build, the same for all its modules. */
    static SessionSecrets of(MavenSession session) {
        var data = session.getRepositorySession().getData();
        var secrets = new SessionSecrets(session.getUserProperties(), session.getSystemProperties());
        data.set(SessionSecrets.class, null, secrets); // unless there is one
        return (SessionSecrets) data.get(SessionSecrets.class);
    }

    /** What {@code -Dname=…} says, hidden or not; null when it is not given. */
    synchronized @Nullable String userProperty(String name) {
        return hiddenOfUser.getOrDefault(name, user.getProperty(name));
    }

    /** What the environment variable {@code name} says, hidden or not; null when it is not set. */
    synchronized @Nullable String environmentVariable(String name) {
        var property = "env." + name;
        return hiddenOfSystem.getOrDefault(property, system.getProperty(property));
    }

    /** Masks the passwords in the properties of the session until the last of the returned objects is closed. */
    synchronized Hiding hide() {
        if (hidings++ == 0) {
            for (var redaction : redactions()) {
                mask(user, redaction, hiddenOfUser);
                mask(system, redaction, hiddenOfSystem);
            }
        }
        return this::show;
    }

    private synchronized void show() {
        if (--hidings == 0) {
            user.putAll(hiddenOfUser);
            system.putAll(hiddenOfSystem);
            hiddenOfUser.clear();
            hiddenOfSystem.clear();
        }
    }

    private List<Redaction> redactions() {
        var userRedaction = Redaction.of(user.getProperty("qorm.url"), user.getProperty("qorm.password"));
        var environment = Redaction.of(system.getProperty("env.QORM_URL"), system.getProperty("env.QORM_PASSWORD"));
        return List.of(userRedaction, environment);
    }

    private static void mask(Properties properties, Redaction redaction, Map<String, String> hidden) {
        for (var name : properties.stringPropertyNames()) {
            var value = properties.getProperty(name);
            var masked = PLACES.contains(name) ? redaction.apply(value) : value;
            if (!masked.equals(value)) {
                hidden.putIfAbsent(name, value);
                properties.setProperty(name, masked);
            }
        }
    }

    /** While it is open, the passwords are hidden. */
    interface Hiding extends AutoCloseable {
        @Override
        void close();
    }
}
