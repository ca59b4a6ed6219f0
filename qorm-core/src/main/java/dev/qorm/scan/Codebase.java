package dev.qorm.scan;

import java.nio.file.Path;
import java.util.List;

/**
 * The code of one project, compiled and as source.
 *
 * @param outputs the folders with the project's own compiled classes; one that does not exist counts as empty
 * @param libraries folders or jars of other modules that may contain models
 * @param sourceRoots the folders with the project's sources, including generated ones; one that does not exist counts
 *     as empty
 * @param encoding the encoding with which the Java sources are compiled
 * @param loader loads the classes of all of them, and {@code dev.qorm} classes from this very qorm
 * @param findings the results of earlier runs on this code
 */
public record Codebase(
        List<Path> outputs,
        List<Path> libraries,
        List<Path> sourceRoots,
        SourceEncoding encoding,
        ClassLoader loader,
        Findings findings) {
    public Codebase {
        outputs = List.copyOf(outputs);
        libraries = List.copyOf(libraries);
        sourceRoots = List.copyOf(sourceRoots);
    }

    /** Creates the code of a project without findings, with sources in UTF-8. */
    public Codebase(List<Path> outputs, List<Path> libraries, List<Path> sourceRoots, ClassLoader loader) {
        this(outputs, libraries, sourceRoots, SourceEncoding.UTF_8, loader, Findings.NONE);
    }
}
