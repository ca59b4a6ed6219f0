package dev.qorm.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/** The folder that sources are written to. One with a typing error is made, and nobody compiles what is in it. */
final class SourceDirectory {
    private SourceDirectory() {}

    /** Warns when it is no source root of the module and is below none. */
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
