package dev.qorm.maven;

import dev.qorm.command.MigrateRequest;
import dev.qorm.command.Rollback;
import dev.qorm.migration.MigrationId;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Rolls back the last applied migration, or more of them. That restores the schema, but not the data that was lost.
 *
 * <pre>mvn qorm:rollback</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "rollback", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class RollbackMojo extends DatabaseMojo {
    /**
     * The first migration to roll back, such as <code>Migration0003</code> or <code>3</code>: it and all after it are
     * rolled back. Without it, only the last applied one is.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.target")
    @Nullable
    String target;

    /**
     * Rolls back all migrations.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.all", defaultValue = "false")
    boolean all;

    /**
     * Prints the SQL and runs nothing.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.dryRun", defaultValue = "false")
    boolean dryRun;

    @Inject
    RollbackMojo(GoalRunner goal, DatabaseAccess databases) {
        super(goal, databases);
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        var mode = dryRun ? MigrateRequest.Mode.DRY_RUN : MigrateRequest.Mode.RUN;
        runMigrations(firstToRollBack(), mode, findings -> false, request -> {
            var result = Rollback.run(request);
            if (result.migrations().isEmpty()) {
                getLog().info("No migrations to roll back");
            } else if (!dryRun && result.mayHaveLostData()) {
                getLog().info("The rollback restored the schema, but not the data that was lost");
            }
        });
    }

    private @Nullable MigrationId firstToRollBack() throws MojoFailureException {
        if (all && target != null) {
            throw new MojoFailureException("qorm.all and qorm.target are both given; leave one of them out");
        }
        return all ? new MigrationId(1) : MigrationName.parse("qorm.target", target);
    }
}
