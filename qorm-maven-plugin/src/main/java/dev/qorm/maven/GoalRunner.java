package dev.qorm.maven;

import dev.qorm.command.Collisions;
import dev.qorm.scan.Codebase;
import dev.qorm.scan.Findings;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/** The steps of every goal around its command. */
final class GoalRunner {
    private final EarlyCompilation compilation;

    @Inject
    GoalRunner(EarlyCompilation compilation) {
        this.compilation = compilation;
    }

    /**
     * Runs {@code work} on the module's code, compiled from the current sources, unless the module does not
     * participate.
     */
    void run(Invocation invocation, boolean skip, Work work) throws MojoExecutionException, MojoFailureException {
        run(invocation, skip, findings -> false, work);
    }

    /**
     * Does the same, unless it is already known that there is nothing to do. In that case, or if it is known that there
     * is nothing to compile, the module is only compiled if other modules need it.
     */
    void run(Invocation invocation, boolean skip, Shortcut shortcut, Work work)
            throws MojoExecutionException, MojoFailureException {
        if (skip) {
            logSkip(invocation, "qorm.skip is set");
            return;
        }
        var participation = Participation.of(invocation);
        if (participation.reasonToSkip() == null) {
            QormCore.requireSameVersion(invocation);
            CompilerRelease.require(invocation);
            runOnModule(invocation, participation.isNeededLater(), shortcut, work);
        } else {
            logSkip(invocation, participation.reasonToSkip());
            if (participation.isNeededLater()) {
                compile(invocation);
            }
        }
    }

    private void runOnModule(Invocation invocation, boolean isNeededLater, Shortcut shortcut, Work work)
            throws MojoExecutionException, MojoFailureException {
        var findings = ProjectCode.findings(invocation);
        if (!isNeededLater && shortcut.isDone(findings)) {
            return;
        }
        var isCompiled = !isNeededLater && shortcut.isCompiled(findings);
        var compiled = isCompiled ? invocation.project() : compile(invocation);
        var code = ProjectCode.open(invocation, compiled, isCompiled ? findings : findings.compiled());
        runOnCode(code, work);
    }

    private MavenProject compile(Invocation invocation) throws MojoExecutionException, MojoFailureException {
        requireNoCollisions(invocation);
        return compilation.run(invocation);
    }

    /** Runs {@code work} on a module that need not compile, with the libraries with which it would be compiled. */
    void runUncompiled(Invocation invocation, boolean skip, UncompiledWork work)
            throws MojoExecutionException, MojoFailureException {
        var participation = Participation.of(invocation);
        if (participation.isNeededLater()) {
            // Maven only finds a module for its dependents if it is marked as compiled. It need not be compiled.
            invocation.project().addLifecyclePhase("compile");
        }
        var reason = skip ? "qorm.skip is set" : participation.reasonToSkip();
        if (reason != null) {
            logSkip(invocation, reason);
            return;
        }
        QormCore.requireSameVersion(invocation);
        CompilerRelease.require(invocation);
        var classPath = ProjectCode.libraries(invocation);
        try (var loader = IsolatedLoader.of(classPath, new SharedTypes(GoalRunner.class.getClassLoader()))) {
            work.run(classPath, loader);
        } catch (RuntimeException | LinkageError e) {
            throw Failures.translate(e, Redaction.NONE);
        }
    }

    /** Reports collisions before the compiler does, whose errors about the markers of Git are no help. */
    private static void requireNoCollisions(Invocation invocation) throws MojoExecutionException, MojoFailureException {
        var roots = invocation.project().getCompileSourceRoots().stream()
                .map(Path::of)
                .toList();
        try {
            var collisions = Collisions.explain(roots);
            if (!collisions.isEmpty()) {
                throw new MojoFailureException(String.join("\n", collisions));
            }
        } catch (RuntimeException e) {
            throw Failures.translate(e, Redaction.NONE);
        }
    }

    private static void runOnCode(ProjectCode opened, Work work) throws MojoExecutionException, MojoFailureException {
        try (var code = opened) {
            work.run(code.codebase());
        } catch (RuntimeException | LinkageError e) {
            throw Failures.translate(e, Redaction.NONE);
        }
    }

    private static void logSkip(Invocation invocation, String reason) {
        invocation.log().info("Skipping " + invocation.execution().getGoal() + ": " + reason);
    }

    /** A goal's way to find out, without the code of the module, that there is nothing to do. */
    interface Shortcut {
        /** Whether there is nothing to do, which has then been logged; exceptions of commands are thrown unchanged. */
        boolean isDone(Findings findings) throws MojoExecutionException, MojoFailureException;

        /** Whether everything that the goal reads is known to be compiled from the current sources. */
        default boolean isCompiled(Findings findings) throws MojoExecutionException, MojoFailureException {
            return false;
        }
    }

    /** The work of one goal on the code of the module. */
    interface Work {
        /** Runs the work; exceptions of commands are thrown unchanged. */
        void run(Codebase code) throws MojoExecutionException, MojoFailureException;
    }

    /** The work of one goal on a module that is not compiled. */
    interface UncompiledWork {
        /** Runs the work; exceptions of commands are thrown unchanged. */
        void run(List<Path> classPath, ClassLoader loader) throws MojoExecutionException, MojoFailureException;
    }
}
