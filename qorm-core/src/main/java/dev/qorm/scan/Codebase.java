package dev.qorm.scan;

import java.nio.file.Path;
import java.util.List;

/**
 * The code of one project, compiled and as source.
 *
 * @param outputs the folders with the project's own compiled classes; one that is not there is empty
 * @param libraries folders or jars of other modules in which there may be models
 * @param sourceRoots the folders with the project's sources, generated ones included; one that is not there is empty
 * @param encoding what the Java sources are compiled in
 * @param loader loads the classes of all of them, and {@code dev.qorm} classes from this very qorm
 * @param findings what earlier runs found out about this code
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

    /** The code of a project of which nothing is known, with sources in UTF-8. */
    public Codebase(List<Path> outputs, List<Path> libraries, List<Path> sourceRoots, ClassLoader loader) {
        this(outputs, libraries, sourceRoots, SourceEncoding.UTF_8, loader, Findings.NONE);
    }
}
