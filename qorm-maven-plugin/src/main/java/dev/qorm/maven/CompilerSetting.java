package dev.qorm.maven;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** A module's settings for the Maven Compiler Plugin. */
final class CompilerSetting {
    private static final String PLUGIN = "org.apache.maven.plugins:maven-compiler-plugin";

    private CompilerSetting() {}

    /**
     * Returns the setting from the configuration of that plugin or, if it is not there, from the property, where the
     * command line takes precedence over the module.
     *
     * @param element its name in the configuration
     * @param property its name as a property
     * @return null if it is not set
     */
    static @Nullable String of(MavenSession session, MavenProject project, String element, String property) {
        var plugin = project.getPlugin(PLUGIN);
        var configured = plugin == null ? null : child(plugin, element);
        var value = configured == null
                ? session.getUserProperties()
                        .getProperty(property, project.getProperties().getProperty(property))
                : configured.getValue();
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Whether one of the plugin's executions has an {@code element} of its own. */
    static boolean isOfExecution(MavenProject project, String element) {
        var plugin = project.getPlugin(PLUGIN);
        return plugin != null && plugin.getExecutions().stream().anyMatch(each -> child(each, element) != null);
    }

    private static @Nullable Xpp3Dom child(ConfigurationContainer configured, String element) {
        return configured.getConfiguration() instanceof Xpp3Dom configuration ? configuration.getChild(element) : null;
    }
}
