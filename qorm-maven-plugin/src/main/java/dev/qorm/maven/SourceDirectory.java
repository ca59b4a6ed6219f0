package dev.qorm.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/**
 * The folder to which sources are written. If its name is misspelled, the folder is created, and its content is not
 * compiled.
 */
final class SourceDirectory {
    private SourceDirectory() {}

    /** Warns if it is neither a source root of the module nor below one. */
    static void warnUnlessCompiled(Invocation invocation, File directory, List<Path> rootsThatAreThere) {
        var roots = invocation.project().getCompileSourceRoots();
        var place = normal(directory.toPath());
        var isCompiled = roots.stream().map(Path::of).anyMatch(root -> place.startsWith(normal(root)))
                || rootsThatAreThere.stream().anyMatch(root -> place.startsWith(normal(root)));
        if (!isCompiled) {
            warn(invocation.log(), directory, roots);
        }
    }

    private static void warn(Log log, File directory, List<String> roots) {
        log.warn("qorm.sourceDirectory is '" + directory
                + "', and this module does not compile what is there. Its sources are" + " in "
                + String.join(", ", roots));
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
