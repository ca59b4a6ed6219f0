package dev.qorm.maven;

import static java.util.stream.Collectors.joining;

import dev.qorm.command.Check;
import dev.qorm.command.CheckRequest;
import dev.qorm.command.CheckResult;
import dev.qorm.migration.MigrationId;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Fails when models and migrations should not be merged as they are: when models have changes without a migration, or
 * migrations are missing, share a number, do not follow from each other, or were edited since they were written. It reports
 * all of that at once and needs no database. The migrations that lose data are listed.
 *
 * <pre>mvn qorm:check</pre>
 *
 * <p>The <code>@Fingerprint</code> of a migration shows an edit. A migration that is not applied anywhere may be edited: write
 * the new fingerprint that the error prints. <code>migrate</code> compares what a database has applied.
 *
 * @since 0.1.0
 */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
        threadSafe = true)
public final class CheckMojo extends QormMojo {
    private final GoalRunner goal;

    @Inject
    CheckMojo(GoalRunner goal) {
        this.goal = goal;
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        goal.run(invocation(), skip, code -> report(Check.run(new CheckRequest(code, migrationsPackage))));
    }

    private void report(CheckResult result) throws MojoFailureException {
        result.warnings().forEach(getLog()::warn);
        if (!result.destructive().isEmpty()) {
            // One line, since these migrations will always be listed.
            getLog().info("Migrations that lose data when they are applied: "
                    + result.destructive().stream().map(MigrationId::toString).collect(joining(", ")));
        }
        var problems = result.problems();
        if (!problems.isEmpty()) {
            throw new MojoFailureException(problems.size()
                    + (problems.size() == 1 ? " problem" : " problems") + " with models and migrations:\n"
                    + String.join("\n", problems));
        }
        if (result.isWithoutModels()) {
            return; // the warning is sufficient
        }
        getLog().info("Models and " + result.migrationCount()
                + (result.migrationCount() == 1 ? " migration agree" : " migrations agree"));
    }
}
