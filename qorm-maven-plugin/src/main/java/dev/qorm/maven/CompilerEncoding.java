package dev.qorm.maven;

import dev.qorm.scan.SourceEncoding;
import java.nio.charset.Charset;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** In what encoding the Maven Compiler Plugin reads the sources of a module. */
final class CompilerEncoding {
    private static final String PLUGIN = "org.apache.maven.plugins:maven-compiler-plugin";
    private static final String PROPERTY = "project.build.sourceEncoding";

    private CompilerEncoding() {}

    /**
     * What is said: in the configuration of that plugin, else by the property {@code project.build.sourceEncoding}, on the
     * command line before the module.
     *
     * @param session the build
     * @param project the module
     * @throws MojoFailureException when this Java does not know it
     */
    static SourceEncoding of(MavenSession session, MavenProject project) throws MojoFailureException {
        var plugin = project.getPlugin(PLUGIN);
        var configured = plugin != null && plugin.getConfiguration() instanceof Xpp3Dom configuration
                ? configuration.getChild("encoding")
                : null;
        var name = configured == null
                ? session.getUserProperties()
                        .getProperty(PROPERTY, project.getProperties().getProperty(PROPERTY))
                : configured.getValue();
        if (name == null || name.isBlank()) {
            return SourceEncoding.undeclared();
        }
        try {
            return new SourceEncoding(Charset.forName(name.strip()), true);
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException(
                    "the encoding of the sources of " + project.getArtifactId() + " is '" + name
                            + "', which this Java does not know; set " + PROPERTY + " to UTF-8, or to what they are in",
                    e);
        }
    }
}
