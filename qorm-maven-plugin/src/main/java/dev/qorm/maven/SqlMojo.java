package dev.qorm.maven;

import dev.qorm.command.SqlRequest;
import dev.qorm.command.SqlScript;
import dev.qorm.command.WriteSql;
import dev.qorm.execute.MigrationListener.Direction;
import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Writes the SQL of the migrations as a script, for any kind of database and without one: the statements that
 * <code>migrate</code> and <code>rollback</code> run there.
 *
 * <pre>mvn qorm:sql -Dqorm.dialect=postgresql -Dqorm.output=target/blog.sql</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "sql", requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME, threadSafe = true)
public final class SqlMojo extends QormMojo {
    /**
     * The migration, such as <code>Migration0003</code> or <code>3</code>, or the first and the last of several:
     * <code>3..7</code>, <code>3..</code>, <code>..7</code>. Without it, all of them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.migration")
    @Nullable
    String migration;

    /**
     * Writes the SQL that rolls back, the latest migration first.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.backward", defaultValue = "false")
    boolean backward;

    /**
     * The script also writes the history, as <code>migrate</code> and <code>rollback</code> do: for a database that Maven does
     * not reach.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.record", defaultValue = "false")
    boolean record;

    /**
     * The table of the history that the script records in. See the goal <code>migrate</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.historyTable", defaultValue = "qorm_history", required = true)
    String historyTable;

    /**
     * The kind of database: <code>h2</code>, <code>sqlite</code>, <code>postgresql</code>, <code>mariadb</code> or
     * <code>mysql</code>. Without it, that of <code>qorm.url</code>, or H2.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.dialect")
    @Nullable
    String dialect;

    /**
     * The JDBC URL of the database, which says what kind of database it is. See the goal <code>migrate</code>.
     *
     * @since 0.1.0
     */
    @Parameter // without a property, since mvn -X would print its value, and a URL may contain a password
    @Nullable
    String url;

    /**
     * The file to write the script to, for the shell of the database. Without it, the script is printed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.output")
    @Nullable
    File output;

    private final GoalRunner goal;
    private final DialectChoice dialects;

    @Inject
    SqlMojo(GoalRunner goal, DialectChoice dialects) {
        this.goal = goal;
        this.dialects = dialects;
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        var wanted = MigrationName.range("qorm.migration", migration);
        var sqlDialect = dialects.of(invocation(), dialect, url);
        var direction = backward ? Direction.ROLL_BACK : Direction.APPLY;
        goal.run(invocation(), skip, code -> {
            var script = WriteSql.run(new SqlRequest(
                    code, migrationsPackage, sqlDialect, wanted, direction, record ? historyTable : null));
            if (script.parts().isEmpty()) {
                getLog().info("There are no migrations");
            } else {
                print(script);
            }
        });
    }

    private void print(SqlScript script) throws MojoExecutionException {
        if (output == null) {
            script.lines().forEach(Output.always(getLog()));
            return;
        }
        OutputFile.write(output.toPath(), script.lines());
        getLog().info("The SQL for " + script.dialect().displayName() + " is in " + output);
        if (!backward && !record) {
            getLog().info("When it is run by hand, mvn qorm:migrate -Dqorm.fake records it");
        }
    }
}
