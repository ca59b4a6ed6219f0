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
     * @param findings what earlier runs found out about just this code
     * @throws MojoFailureException when its sources are in no encoding that there is
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
     * What earlier runs found out about the module, whose sources are yet to be compiled. Sources that the build generates
     * are made from these, or from what only the build knows; what is compiled from them counts all the same.
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
