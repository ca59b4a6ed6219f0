package dev.qorm.maven;

import dev.qorm.scan.Codebase;
import dev.qorm.scan.Findings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/**
 * The compiled code of a module, readable until closed. While it is open, it is the context of the thread, as in a running
 * application.
 */
final class ProjectCode implements AutoCloseable {
    /** Compilers of other languages have their sources here without telling Maven. */
    private static final List<String> OTHER_LANGUAGES = List.of("kotlin", "groovy", "scala");

    private final Codebase codebase;
    private final IsolatedLoader loader;
    private final ClassLoader contextBefore = Thread.currentThread().getContextClassLoader();

    private ProjectCode(Codebase codebase, IsolatedLoader loader) {
        this.codebase = codebase;
        this.loader = loader;
        Thread.currentThread().setContextClassLoader(loader);
    }

    /**
     * Opens it.
     *
     * @param compiled the module as it is after the compilation
     */
    static ProjectCode open(Invocation invocation, MavenProject compiled) {
        var output = Path.of(compiled.getBuild().getOutputDirectory());
        var classPath = new ArrayList<Path>();
        classPath.add(output);
        classPath.addAll(libraries(invocation));
        var loader = IsolatedLoader.of(classPath, new SharedTypes(ProjectCode.class.getClassLoader()));
        var roots = sourceRoots(compiled);
        var allCode = new ArrayList<>(classPath);
        allCode.addAll(roots);
        var codebase = new Codebase(
                List.of(output),
                ModelLibraries.of(invocation),
                List.copyOf(roots),
                loader,
                Findings.in(Path.of(compiled.getBuild().getDirectory(), "qorm", "findings.txt"), allCode));
        return new ProjectCode(codebase, loader);
    }

    /** What the module is compiled with, without the module itself. */
    static List<Path> libraries(Invocation invocation) {
        return invocation.project().getArtifacts().stream()
                .filter(each -> each.getFile() != null && !Artifact.SCOPE_TEST.equals(each.getScope()))
                .map(each -> each.getFile().toPath())
                .toList();
    }

    Codebase codebase() {
        return codebase;
    }

    private static Set<Path> sourceRoots(MavenProject compiled) {
        var roots = new LinkedHashSet<Path>();
        compiled.getCompileSourceRoots().forEach(each -> roots.add(Path.of(each)));
        for (var language : OTHER_LANGUAGES) {
            roots.add(compiled.getBasedir().toPath().resolve("src/main").resolve(language));
        }
        roots.add(new File(compiled.getBuild().getDirectory(), "generated-sources/annotations").toPath());
        roots.removeIf(each -> !Files.isDirectory(each));
        return roots;
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(contextBefore);
        loader.close();
    }
}
