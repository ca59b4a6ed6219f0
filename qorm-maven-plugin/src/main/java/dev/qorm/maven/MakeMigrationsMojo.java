package dev.qorm.maven;

import dev.qorm.command.Answers;
import dev.qorm.command.MakeMigrations;
import dev.qorm.command.MakeMigrationsRequest;
import dev.qorm.command.MakeMigrationsRequest.Mode;
import dev.qorm.command.MakeMigrationsRequest.Update;
import dev.qorm.command.MakeMigrationsResult;
import dev.qorm.dialect.Dialect;
import dev.qorm.scan.Codebase;
import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changed in the models since the last migration and writes the next one. The project need not be compiled.
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
     * Lists what would be written, with its SQL, and writes nothing. It does not ask questions, but lists them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.dryRun", defaultValue = "false")
    boolean dryRun;

    /**
     * The database whose SQL a dry run shows: <code>h2</code>, <code>sqlite</code>, <code>postgresql</code>,
     * <code>mariadb</code> or <code>mysql</code>. No database is opened. Without it, that of <code>qorm.url</code>, or H2.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.dialect")
    @Nullable
    String dialect;

    /**
     * The JDBC URL of the database. A dry run shows the SQL of such a database, and <code>update</code> asks it whether it has
     * the last migration. See the goal <code>migrate</code>.
     *
     * @since 0.1.0
     */
    @Parameter // without a property, since mvn -X would print its value, and a URL may contain a password
    @Nullable
    String url;

    /**
     * The user of the database that <code>update</code> asks. See the goal <code>migrate</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.user")
    @Nullable
    String user;

    /**
     * The id of a <code>&lt;server&gt;</code> in <code>settings.xml</code>, for <code>update</code>. See the goal
     * <code>migrate</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.server")
    @Nullable
    String server;

    /**
     * The table in which the database remembers the migrations, for <code>update</code>. See the goal <code>migrate</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.historyTable", defaultValue = "qorm_history", required = true)
    String historyTable;

    /**
     * What the migration is for, in a few words: <code>-Dqorm.name="add slugs"</code>. It stands in the migration's
     * Javadoc and in the list of <code>qorm:migrations</code>; the class is still called <code>MigrationNNNN</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.name")
    @Nullable
    String name;

    /**
     * Rewrites the last migration so that it leads from the schema before it to the models as they are now: one migration
     * for the review, however often the models were corrected. Its number and its name stay, and so do its answers to
     * questions about renames and values for rows. It is refused when the database has the migration (roll it back first) and
     * when something in it was written by hand. When nothing changed, the file is left as it is; without any migration, the
     * first one is written.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.update", defaultValue = "false")
    boolean update;

    /**
     * Writes a migration without operations, for steps by hand. The models are not looked at.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.blank", defaultValue = "false")
    boolean blank;

    /**
     * Puts new indexes, keys and checks of existing tables, columns that become NOT NULL, and dropped indexes into a migration
     * of their own, after the one with the other changes. PostgreSQL applies it while others read and write the tables:
     * <code>createIndex(…).concurrently()</code>. On the other databases it is a migration like any other.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.concurrently", defaultValue = "false")
    boolean concurrently;

    /**
     * Fails when the models have changes without a migration, and writes nothing. With <code>dryRun</code> it also
     * shows their SQL.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.check", defaultValue = "false")
    boolean check;

    /**
     * The same as <code>check</code>, for builds that always run this goal. True by default when the environment variable
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
     * Which values existing rows get in columns that must have one, or <code>none</code>:
     * <code>post.slug:'',post.stars:0</code>. For builds without a terminal; in a terminal this goal asks.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.backfill")
    @Nullable
    String backfill;

    /**
     * A file with the questions of an earlier run, <code>target/qorm/questions.json</code>, with an <code>answer</code> added to
     * each: one of its <code>answers</code>, or the value or the old name alone.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.answers")
    @Nullable
    File answers;

    private final GoalRunner goal;
    private final DialectChoice dialects;
    private final DatabaseAccess databases;

    @Inject
    MakeMigrationsMojo(GoalRunner goal, DialectChoice dialects, DatabaseAccess databases) {
        this.goal = goal;
        this.dialects = dialects;
        this.databases = databases;
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        checkParameters();
        var sqlDialect = dryRun ? dialects.of(invocation(), dialect, url) : null;
        goal.run(invocation(), skip, code -> {
            SourceDirectory.warnUnlessCompiled(invocation(), sourceDirectory, code.sourceRoots());
            if (update) {
                update(code, sqlDialect);
            } else {
                make(code, sqlDialect, null);
            }
        });
    }

    private void update(Codebase code, @Nullable Dialect sqlDialect)
            throws MojoExecutionException, MojoFailureException {
        try (databases) {
            databases.runWhereThere(
                    invocation(),
                    new DatabaseParameters(url, user, server),
                    database -> make(code, sqlDialect, new Update(database, historyTable)));
        }
    }

    private void make(Codebase code, @Nullable Dialect sqlDialect, @Nullable Update last) throws MojoFailureException {
        report(MakeMigrations.run(new MakeMigrationsRequest(
                code,
                sourceDirectory.toPath(),
                migrationsPackage,
                name,
                answers(),
                mode(),
                sqlDialect,
                concurrently,
                last)));
    }

    private void checkParameters() throws MojoFailureException {
        Exclusive.when("qorm.blank", blank)
                .not("qorm.update", update)
                .not("qorm.dryRun", dryRun)
                .not("qorm.check", check)
                .not("qorm.rename", rename)
                .not("qorm.backfill", backfill)
                .not("qorm.answers", answers)
                .check();
        Exclusive.when("qorm.check", check)
                .not("qorm.name", name)
                .not("qorm.update", update)
                .check();
        if ((blank || (update && !dryRun)) && isFrozen()) {
            throw new MojoFailureException((blank ? "qorm.blank" : "qorm.update")
                    + ": nothing is written here, since CI=true or qorm.frozen is set;"
                    + " run it where you work and commit the file that it writes");
        }
    }

    private Mode mode() {
        if (blank) {
            return Mode.BLANK;
        }
        return isReadOnly() ? Mode.DRY_RUN : Mode.WRITE;
    }

    Answers answers() {
        var questions = invocation().output("questions.json");
        var person = isReadOnly() ? null : ConsoleAsker.of(session);
        var areShared = session.getProjects().size() > 1;
        return new Answers(rename, backfill, person, answers == null ? null : answers.toPath(), questions, areShared);
    }

    private void report(MakeMigrationsResult result) throws MojoFailureException {
        var report = new ChangeReport(getLog(), invocation()::relative);
        if (check || (isFrozen() && !dryRun)) {
            report.requireNoChanges(result);
        } else {
            report.tell(result);
            if (result.hasChanges()) {
                SharedModels.warn(invocation());
            }
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
