package dev.qorm.maven;

import dev.qorm.scan.Codebase;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** What every goal does around its command. */
final class GoalRunner {
    private final EarlyCompilation compilation;

    @Inject
    GoalRunner(EarlyCompilation compilation) {
        this.compilation = compilation;
    }

    /** Runs {@code work} on the code of the module as the sources now stand, unless the module takes no part. */
    void run(Invocation invocation, boolean skip, Work work) throws MojoExecutionException, MojoFailureException {
        if (skip) {
            logSkip(invocation, "qorm.skip is set");
            return;
        }
        var participation = Participation.of(invocation);
        if (participation.reasonToSkip() != null) {
            logSkip(invocation, participation.reasonToSkip());
        } else {
            QormCore.requireSameVersion(invocation);
        }
        if (participation.isCompiled()) {
            var compiled = compilation.run(invocation);
            if (participation.reasonToSkip() == null) {
                runOnCode(ProjectCode.open(invocation, compiled), work);
            }
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

    /** What one goal does with the code of the module. */
    interface Work {
        /** Does it; failures of commands are thrown as they are. */
        void run(Codebase code) throws MojoExecutionException, MojoFailureException;
    }
}
