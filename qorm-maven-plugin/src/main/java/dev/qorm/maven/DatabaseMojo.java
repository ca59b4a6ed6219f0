package dev.qorm.maven;

import dev.qorm.command.Migrate;
import dev.qorm.command.MigrateRequest;
import dev.qorm.migration.MigrationId;
import dev.qorm.scan.Findings;
import java.time.Duration;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of the goals that need a database. */
abstract class DatabaseMojo extends QormMojo {
    /**
     * The JDBC URL of the database, such as <code>jdbc:postgresql://localhost/blog</code>. Its driver is looked for in the
     * dependencies of the project, whatever their scope. Without a URL, an embedded H2 database in the folder
     * <code>.qorm</code> of the module is used.
     *
     * <p>The first of these counts: <code>-Dqorm.url</code>, the environment variable <code>QORM_URL</code>, this parameter,
     * the property <code>qorm.url</code> of the POM.
     *
     * @since 0.1.0
     */
    @Parameter // without a property, since mvn -X would print its value, and a URL may contain a password
    @Nullable
    String url;

    /**
     * The user of the database. The first of these counts: <code>-Dqorm.user</code>, the environment variable
     * <code>QORM_USER</code>, the POM, the <code>server</code>.
     *
     * <p>The password has no place in a POM. The first of these counts: <code>-Dqorm.password</code>, the environment
     * variable <code>QORM_PASSWORD</code>, the <code>server</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.user")
    @Nullable
    String user;

    /**
     * The id of a <code>&lt;server&gt;</code> in <code>settings.xml</code> that has user and password of the database; the
     * password may be encrypted. A user or password that is given in another way wins.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.server")
    @Nullable
    String server;

    /**
     * How many seconds to wait while another run is at work on the same database.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.lockTimeout", defaultValue = "300") // Maven's own error for a long would name no remedy
    @SuppressWarnings("NullAway.Init") // Maven sets it
    String lockTimeout;

    /**
     * The table in which the database remembers the migrations. Applications that share a database need a name each, such as
     * <code>shop_history</code>; two more tables are then <code>shop_step</code> and <code>shop_lock</code>. To be chosen
     * before the first migration is applied: under another name, a database has no migrations.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.historyTable", defaultValue = "qorm_history", required = true)
    @SuppressWarnings("NullAway.Init") // Maven sets it
    String historyTable;

    private final GoalRunner goal;
    private final DatabaseAccess databases;

    DatabaseMojo(GoalRunner goal, DatabaseAccess databases) {
        this.goal = goal;
        this.databases = databases;
    }

    /** Runs {@code work} with a request for this module and its database. */
    final void run(@Nullable MigrationId target, MigrateRequest.Mode mode, Work work)
            throws MojoExecutionException, MojoFailureException {
        run(target, mode, findings -> false, work);
    }

    /**
     * Does the same for a goal that reads only the migrations of the module: if they are known, the module is not
     * compiled again. Nothing runs if {@code shortcut} finds that there is nothing to do.
     */
    final void runMigrations(
            @Nullable MigrationId target, MigrateRequest.Mode mode, GoalRunner.Shortcut shortcut, Work work)
            throws MojoExecutionException, MojoFailureException {
        run(
                target,
                mode,
                new GoalRunner.Shortcut() {
                    @Override
                    public boolean isDone(Findings findings) throws MojoExecutionException, MojoFailureException {
                        return shortcut.isDone(findings);
                    }

                    @Override
                    public boolean isCompiled(Findings findings) {
                        return Migrate.known(findings, migrationsPackage, historyTable) != null;
                    }
                },
                work);
    }

    private void run(@Nullable MigrationId target, MigrateRequest.Mode mode, GoalRunner.Shortcut shortcut, Work work)
            throws MojoExecutionException, MojoFailureException {
        var timeout = timeout();
        var progress = new LoggedProgress(getLog(), mode);
        try (databases) {
            goal.run(
                    invocation(),
                    skip,
                    shortcut,
                    code -> databases.run(
                            invocation(),
                            parameters(),
                            database -> work.run(new MigrateRequest(
                                    code,
                                    migrationsPackage,
                                    database,
                                    historyTable,
                                    target,
                                    timeout,
                                    mode,
                                    progress))));
        }
    }

    private Duration timeout() throws MojoFailureException {
        if (!lockTimeout.matches("\\d{1,9}")) {
            throw new MojoFailureException("qorm.lockTimeout is '" + lockTimeout
                    + "'; it can be a number of seconds without a unit, such as 60, or 0 to not wait at all");
        }
        return Duration.ofSeconds(Long.parseLong(lockTimeout));
    }

    /** Returns the selected database. */
    final DatabaseSettings settings() throws MojoFailureException {
        return databases.settings(invocation(), parameters());
    }

    /** Runs the part of a shortcut that needs only the database. */
    final void runOnDatabase(DatabaseAccess.Work work) throws MojoExecutionException, MojoFailureException {
        databases.run(invocation(), parameters(), work);
    }

    private DatabaseParameters parameters() {
        return new DatabaseParameters(url, user, server);
    }

    /** The work of the goal. */
    interface Work {
        /** Runs the work; exceptions of commands are thrown unchanged. */
        void run(MigrateRequest request) throws MojoExecutionException, MojoFailureException;
    }
}
