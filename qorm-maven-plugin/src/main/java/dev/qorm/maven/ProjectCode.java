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
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/**
 * The compiled code of a module, readable until it is closed. While it is open, its class loader is the context class
 * loader of the thread, as in a running application.
 */
final class ProjectCode implements AutoCloseable {
    /** Compilers of other languages read sources from these folders without registering them with Maven. */
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
     * Opens the code.
     *
     * @param compiled the module after the compilation
     * @param findings the results of earlier runs on exactly this code
     * @throws MojoFailureException if the encoding of its sources is not supported
     */
    static ProjectCode open(Invocation invocation, MavenProject compiled, Findings findings)
            throws MojoFailureException {
        var encoding = CompilerEncoding.of(invocation.session(), compiled);
        var output = Path.of(compiled.getBuild().getOutputDirectory());
        var loader = IsolatedLoader.of(classPath(invocation), new SharedTypes(ProjectCode.class.getClassLoader()));
        var codebase = new Codebase(
                List.of(output),
                ModelLibraries.of(invocation),
                List.copyOf(sourceRoots(compiled)),
                encoding,
                loader,
                findings);
        return new ProjectCode(codebase, loader);
    }

    /**
     * Returns the results of earlier runs on the module, whose sources have not been compiled yet. Sources that the
     * build generates are not included, since they are made from the others, or from information that only the build
     * has; the classes compiled from them are included nevertheless.
     */
    static Findings findings(Invocation invocation) {
        var project = invocation.project();
        var target = Path.of(project.getBuild().getDirectory());
        var sources = new ArrayList<>(sourceRoots(project));
        sources.removeIf(each -> each.startsWith(target));
        sources.add(project.getFile().toPath());
        return Findings.in(target.resolve("qorm").resolve("findings.txt"), sources, classPath(invocation));
    }

    private static List<Path> classPath(Invocation invocation) {
        var classPath = new ArrayList<Path>();
        classPath.add(Path.of(invocation.project().getBuild().getOutputDirectory()));
        classPath.addAll(libraries(invocation));
        return classPath;
    }

    /** Returns the class path with which the module is compiled, without the module itself. */
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
