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

/** What every goal does around its command. */
final class GoalRunner {
    private final EarlyCompilation compilation;

    @Inject
    GoalRunner(EarlyCompilation compilation) {
        this.compilation = compilation;
    }

    /** Runs {@code work} on the code of the module as the sources now stand, unless the module takes no part. */
    void run(Invocation invocation, boolean skip, Work work) throws MojoExecutionException, MojoFailureException {
        run(invocation, skip, findings -> false, work);
    }

    /**
     * The same, unless it is known already that there is nothing to do. Then, or when it is known that there is nothing to
     * compile, the module is not compiled, as far as nobody else needs that.
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

    /** Runs {@code work} on a module that need not compile, with what it would be compiled with. */
    void runUncompiled(Invocation invocation, boolean skip, UncompiledWork work)
            throws MojoExecutionException, MojoFailureException {
        var participation = Participation.of(invocation);
        if (participation.isNeededLater()) {
            // Maven finds a module for those that depend on it only when it takes it for compiled. It need not be.
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

    /** Told before the compiler does, whose errors about the markers of Git help nobody. */
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

    /** A goal's way to know without the code of the module that it has nothing to do. */
    interface Shortcut {
        /** Whether it has nothing to do, and has said so; failures of commands are thrown as they are. */
        boolean isDone(Findings findings) throws MojoExecutionException, MojoFailureException;

        /** Whether all that it reads is known to be compiled from the sources as they now stand. */
        default boolean isCompiled(Findings findings) throws MojoExecutionException, MojoFailureException {
            return false;
        }
    }

    /** What one goal does with the code of the module. */
    interface Work {
        /** Does it; failures of commands are thrown as they are. */
        void run(Codebase code) throws MojoExecutionException, MojoFailureException;
    }

    /** What one goal does with a module that is not compiled. */
    interface UncompiledWork {
        /** Does it; failures of commands are thrown as they are. */
        void run(List<Path> classPath, ClassLoader loader) throws MojoExecutionException, MojoFailureException;
    }
}
