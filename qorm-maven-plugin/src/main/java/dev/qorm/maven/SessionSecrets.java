package dev.qorm.maven;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a build that may contain a password: {@code -Dqorm.password}, {@code QORM_PASSWORD}, and URLs with
 * a password.
 *
 * <p>Other plugins, such as the resources plugin, print all properties when Maven runs with {@code -X}. While an early
 * compilation runs them, the passwords are masked in the properties of the session, and can be read from this object.
 * There is one object for each build, since the modules of a parallel build share these properties. It is stored in the
 * data of the build, because a static object would outlive the build in a Maven daemon.
 */
final class SessionSecrets {
    /** The last four are those in which the JVM and the start scripts of Maven store the whole command line. */
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

    /** Returns the object of this build, which is the same for all its modules. */
    static SessionSecrets of(MavenSession session) {
        var data = session.getRepositorySession().getData();
        var secrets = new SessionSecrets(session.getUserProperties(), session.getSystemProperties());
        data.set(SessionSecrets.class, null, secrets); // unless there is one
        return (SessionSecrets) data.get(SessionSecrets.class);
    }

    /** Returns the value of {@code -Dname=…}, hidden or not; null if it is not given. */
    synchronized @Nullable String userProperty(String name) {
        return hiddenOfUser.getOrDefault(name, user.getProperty(name));
    }

    /** Returns the value of the environment variable {@code name}, hidden or not; null if it is not set. */
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

    /** The passwords are hidden until it is closed. */
    interface Hiding extends AutoCloseable {
        @Override
        void close();
    }
}
