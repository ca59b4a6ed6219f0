package dev.qorm.maven;

import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * One run of one goal on one module.
 *
 * @param session the build; in a parallel build the copy that belongs to this thread
 * @param execution the goal, as it was bound or called
 * @param log where it reports
 */
record Invocation(MavenSession session, MojoExecution execution, Log log) {
    MavenProject project() {
        return session.getCurrentProject();
    }

    /** A file of qorm's own below the folder of what is built. */
    Path output(String file) {
        return Path.of(project().getBuild().getDirectory(), "qorm", file);
    }

    /** A file as it is called where Maven was started, which may be above the module. */
    String relative(Path file) {
        return Path.of(session.getExecutionRootDirectory())
                .relativize(file)
                .toString()
                .replace('\\', '/');
    }

    PluginDescriptor plugin() {
        return execution.getMojoDescriptor().getPluginDescriptor();
    }
}
