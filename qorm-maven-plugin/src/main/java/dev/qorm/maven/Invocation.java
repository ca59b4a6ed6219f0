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
 * @param log the log for its messages
 */
record Invocation(MavenSession session, MojoExecution execution, Log log) {
    MavenProject project() {
        return session.getCurrentProject();
    }

    /** Returns one of qorm's own files in the build folder. */
    Path output(String file) {
        return Path.of(project().getBuild().getDirectory(), "qorm", file);
    }

    /** Returns the path of a file relative to the folder in which Maven was started, which may be above the module. */
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
