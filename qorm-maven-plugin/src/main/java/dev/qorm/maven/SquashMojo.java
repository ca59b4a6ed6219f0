package dev.qorm.maven;

import dev.qorm.command.Squash;
import dev.qorm.command.SquashRequest;
import dev.qorm.command.SquashResult;
import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Writes one migration that replaces the first ones, with as few operations as lead to the same schema:
 * <code>Migration0001To0050</code>. A new database applies it instead of those; one that has some of them applies the rest
 * of them. When every database has all of them, their sources can be deleted.
 *
 * <pre>mvn qorm:squash -Dqorm.target=Migration0050</pre>
 *
 * <p>Steps by hand stay, at their places.
 *
 * @since 0.1.0
 */
@Mojo(name = "squash", requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class SquashMojo extends QormMojo {
    /**
     * Where the migrations are, below it in the folder of their package.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.sourceDirectory", defaultValue = "${project.build.sourceDirectory}", required = true)
    File sourceDirectory;

    /**
     * The last migration that the squash replaces, such as <code>Migration0050</code> or <code>50</code>. Without it, the last
     * one.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.target")
    @Nullable
    String target;

    /**
     * Lists the operations and writes nothing.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.dryRun", defaultValue = "false")
    boolean dryRun;

    private final GoalRunner goal;

    @Inject
    SquashMojo(GoalRunner goal) {
        this.goal = goal;
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        var last = MigrationName.parse("qorm.target", target);
        goal.run(
                invocation(),
                skip,
                code -> report(Squash.run(
                        new SquashRequest(code, sourceDirectory.toPath(), migrationsPackage, last, dryRun))));
    }

    private void report(SquashResult result) {
        var squashed = result.squashed();
        var range = squashed.get(0) + " to " + squashed.get(squashed.size() - 1);
        getLog().info("Squash " + result.id() + (dryRun ? " would be created: " : " successfully created: ")
                + count(result.operations().size()) + " in place of the " + result.operationsBefore() + " of "
                + range);
        result.operationLines().forEach(getLog()::info);
        if (result.statementsByHand() > 0) {
            getLog().info("Steps by hand are in it at their places (" + result.statementsByHand()
                    + "), and so are the later changes of older tables. A step that no new database needs can be"
                    + " .elidable()");
        }
        result.irreversible()
                .forEach(operation -> getLog().warn("The squash cannot be rolled back, since '" + operation
                        + "' does not say how to undo it; add .reversedBy(…), which does not count as an edit"));
        if (result.file() != null) {
            getLog().info("  " + invocation().relative(result.file()));
            getLog().info("An empty database applies the squash; one that has some of " + range
                    + " continues with those. Delete their sources when every database has all of them");
        }
    }

    private static String count(int operations) {
        return operations + (operations == 1 ? " operation" : " operations");
    }
}
