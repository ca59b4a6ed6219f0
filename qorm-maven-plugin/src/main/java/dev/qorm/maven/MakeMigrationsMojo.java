package dev.qorm.maven;

import dev.qorm.command.Answers;
import dev.qorm.command.MakeMigrations;
import dev.qorm.command.MakeMigrationsRequest;
import dev.qorm.command.MakeMigrationsResult;
import java.io.File;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the models changed since the last migration and writes the next one. The project need not be compiled.
 *
 * <pre>mvn qorm:makemigrations</pre>
 *
 * @since 0.1.0
 */
@Mojo(
        name = "makemigrations",
        defaultPhase = LifecyclePhase.GENERATE_SOURCES,
        requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
        threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class MakeMigrationsMojo extends QormMojo {
    /**
     * Where migrations are written, below it in the folder of their package.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.sourceDirectory", defaultValue = "${project.build.sourceDirectory}", required = true)
    File sourceDirectory;

    /**
     * Lists what would be written and writes nothing.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.dryRun", defaultValue = "false")
    boolean dryRun;

    /**
     * Fails when the models have changes without a migration, and writes nothing.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.check", defaultValue = "false")
    boolean check;

    /**
     * The same as <code>check</code>, for builds that always run this goal. True by default where the environment variable
     * <code>CI</code> is <code>true</code>: a build server does not write migrations that nobody commits.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.frozen")
    @Nullable
    Boolean frozen;

    /**
     * Which tables and columns were renamed, or <code>none</code>: <code>post.title:headline,writer:author</code>. For
     * builds without a terminal; in a terminal this goal asks.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.rename")
    @Nullable
    String rename;

    /**
     * Which values the rows that are there get in columns that must have one, or <code>none</code>:
     * <code>post.slug:'',post.stars:0</code>. For builds without a terminal; in a terminal this goal asks.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.backfill")
    @Nullable
    String backfill;

    private final GoalRunner goal;

    @Inject
    MakeMigrationsMojo(GoalRunner goal) {
        this.goal = goal;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        goal.run(invocation(), skip, code -> {
            var mode = isReadOnly() ? MakeMigrationsRequest.Mode.DRY_RUN : MakeMigrationsRequest.Mode.WRITE;
            var result = MakeMigrations.run(
                    new MakeMigrationsRequest(code, sourceDirectory.toPath(), migrationsPackage, answers(), mode));
            report(result);
        });
    }

    private Answers answers() {
        var questions = Path.of(invocation().project().getBuild().getDirectory(), "qorm", "questions.json");
        return new Answers(rename, backfill, isReadOnly() ? null : ConsoleAsker.of(session), questions);
    }

    private void report(MakeMigrationsResult result) throws MojoFailureException {
        var report =
                new ChangeReport(getLog(), invocation().project().getBasedir().toPath());
        if (isFrozen() && !dryRun) {
            report.requireNoChanges(result);
        } else {
            report.tell(result);
        }
    }

    private boolean isReadOnly() {
        return dryRun || isFrozen();
    }

    private boolean isFrozen() {
        if (frozen != null) {
            return check || frozen;
        }
        return check || ConsoleAsker.isOnBuildServer(session);
    }
}
