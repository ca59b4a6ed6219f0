package dev.qorm.maven;

import dev.qorm.scan.SourceEncoding;
import java.nio.charset.Charset;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/** The encoding with which the Maven Compiler Plugin reads the sources of a module. */
final class CompilerEncoding {
    private static final String PROPERTY = "project.build.sourceEncoding";

    private CompilerEncoding() {}

    /**
     * Returns the configured encoding, which is usually given by the property {@code project.build.sourceEncoding}.
     *
     * @param session the build
     * @param project the module
     * @throws MojoFailureException if this Java does not support it
     */
    static SourceEncoding of(MavenSession session, MavenProject project) throws MojoFailureException {
        var name = CompilerSetting.of(session, project, "encoding", PROPERTY);
        if (name == null) {
            return SourceEncoding.undeclared();
        }
        try {
            return new SourceEncoding(Charset.forName(name), true);
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException(
                    "the encoding of the sources of " + project.getArtifactId() + " is '" + name
                            + "', which this Java does not know; set " + PROPERTY + " to UTF-8, or to what they are in",
                    e);
        }
    }
}
