package dev.qorm.maven;

import dev.qorm.command.Renumber;
import dev.qorm.command.RenumberRequest;
import dev.qorm.command.RenumberRequest.Keep;
import dev.qorm.command.RenumberResult;
import dev.qorm.migration.MigrationId;
import java.io.File;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Moves the migrations of one branch behind those of another when both have used the same numbers: as Git left them in one
 * file with a conflict, or in a second file such as <code>Migration0007_mine.java</code>. Nothing is written unless all
 * migrations still follow from each other. The project need not compile.
 *
 * <pre>mvn qorm:renumber</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "renumber", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class RenumberMojo extends QormMojo {
    /**
     * Where the migrations are, below it in the folder of their package.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.sourceDirectory", defaultValue = "${project.build.sourceDirectory}", required = true)
    File sourceDirectory;

    /**
     * Which side of a conflict keeps its number, as Git calls them: <code>ours</code>, the upper one, or
     * <code>theirs</code>. Without it, the one that the database of <code>qorm.url</code> has applied; without a URL, or if
     * it has applied neither, <code>ours</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.keep")
    @Nullable
    String keep;

    /**
     * The files that move behind all others, without <code>.java</code> and separated by commas, or <code>none</code>:
     * <code>Migration0008,Migration0009</code>. Needed when other migrations follow a conflict, because they may belong to
     * either branch.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.migration")
    @Nullable
    String migration;

    /**
     * Lists what would move, after all checks, and writes nothing.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.dryRun", defaultValue = "false")
    boolean dryRun;

    /**
     * The JDBC URL of a database, whose applied migrations keep their numbers; it is only read. See the goal
     * <code>migrate</code>. Without one, no database is looked at.
     *
     * @since 0.1.0
     */
    @Parameter // without a property, since mvn -X would print its value, and a URL may contain a password
    @Nullable
    String url;

    /**
     * The user of the database. See the goal <code>migrate</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.user")
    @Nullable
    String user;

    /**
     * The id of a <code>&lt;server&gt;</code> in <code>settings.xml</code>. See the goal <code>migrate</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.server")
    @Nullable
    String server;

    /**
     * The table in which the database remembers the migrations. See the goal <code>migrate</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.historyTable", defaultValue = "qorm_history", required = true)
    String historyTable;

    private final GoalRunner goal;
    private final DatabaseAccess databases;

    @Inject
    RenumberMojo(GoalRunner goal, DatabaseAccess databases) {
        this.goal = goal;
        this.databases = databases;
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        var side = keep();
        goal.runUncompiled(
                invocation(),
                skip,
                (classPath, loader) -> report(Renumber.run(new RenumberRequest(
                        sourceDirectory.toPath(),
                        migrationsPackage,
                        CompilerEncoding.of(invocation().session(), invocation().project()),
                        classPath,
                        loader,
                        side,
                        migrations(),
                        applied(),
                        dryRun))));
    }

    private @Nullable Keep keep() throws MojoFailureException {
        if (keep == null) {
            return null;
        }
        return switch (keep) {
            case "ours" -> Keep.OURS;
            case "theirs" -> Keep.THEIRS;
            default -> throw new MojoFailureException("qorm.keep is '" + keep + "'; it can be ours or theirs");
        };
    }

    private @Nullable List<String> migrations() {
        return migration == null
                ? null
                : Arrays.stream(migration.split(",", -1)).map(String::strip).toList();
    }

    private Map<MigrationId, String> applied() throws MojoExecutionException, MojoFailureException {
        var applied = new HashMap<MigrationId, String>();
        try (databases) {
            databases.runIfGiven(
                    invocation(),
                    new DatabaseParameters(url, user, server),
                    database -> applied.putAll(Renumber.applied(database, historyTable)));
        }
        return applied;
    }

    private void report(RenumberResult result) {
        var invocation = invocation();
        result.moves().forEach(move -> getLog().info("  " + move.from() + " -> " + move.to()));
        result.files().forEach(file -> getLog().info("Wrote " + invocation.relative(file)));
        if (result.moves().isEmpty() && result.files().isEmpty()) {
            getLog().info("No migrations to renumber");
        } else if (dryRun) {
            getLog().info("They follow from each other in this order. Nothing was written, since qorm.dryRun is set");
        } else {
            getLog().info("They follow from each other. Next: mvn qorm:check, and commit them");
        }
    }
}
