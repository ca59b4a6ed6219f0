package dev.qorm.maven;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of every goal, and the check of the values that the user gave. Everything else that goals share is in
 * {@link GoalRunner}.
 */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class QormMojo extends AbstractMojo {
    /**
     * Does nothing on this module, and says so in one line.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.skip", defaultValue = "false")
    boolean skip;

    /**
     * The package of the migrations, such as <code>blog.migrations</code>. Without it they are found wherever they are;
     * the first one is written to the package <code>migrations</code> beside that of the models.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.migrationsPackage")
    @Nullable
    String migrationsPackage;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    MojoExecution execution;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        GivenProperties.check(invocation());
        perform();
    }

    /** Does the work of the goal. */
    abstract void perform() throws MojoExecutionException, MojoFailureException;

    final Invocation invocation() {
        return new Invocation(session, execution, getLog());
    }
}
