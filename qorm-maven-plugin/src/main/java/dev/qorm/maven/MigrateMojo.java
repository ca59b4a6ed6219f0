package dev.qorm.maven;

import dev.qorm.command.Migrate;
import dev.qorm.command.MigrateRequest;
import dev.qorm.introspect.Remark;
import dev.qorm.migration.MigrationId;
import dev.qorm.scan.Findings;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Applies the pending migrations to the database.
 *
 * <pre>mvn qorm:migrate -Dqorm.url=jdbc:postgresql://localhost/blog -Dqorm.server=blog-db</pre>
 *
 * @since 0.1.0
 */
@Mojo(
        name = "migrate",
        defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public final class MigrateMojo extends DatabaseMojo {
    /**
     * The last migration to apply, such as <code>Migration0003</code> or <code>3</code>. Without it, all pending ones are
     * applied.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.target")
    @Nullable
    String target;

    /**
     * Prints the SQL of the pending migrations and runs nothing.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.dryRun", defaultValue = "false")
    boolean dryRun;

    /**
     * The same as <code>dryRun</code>, and fails when a migration is pending: for a pipeline that asks whether a database has
     * all migrations.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.check", defaultValue = "false")
    boolean check;

    /**
     * Records the pending migrations as applied and runs nothing: for a database that has the tables already. It is
     * compared with the migrations first; if it differs, nothing is recorded.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.fake", defaultValue = "false")
    boolean fake;

    @Inject
    MigrateMojo(GoalRunner goal, DatabaseAccess databases) {
        super(goal, databases);
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        runMigrations(MigrationName.parse("qorm.target", target), mode(), this::isDone, request -> {
            var result = Migrate.run(request);
            Remark.lines(result.remarks()).forEach(line -> getLog().warn(line));
            if (result.migrations().isEmpty()) {
                reportNothingToDo();
            }
            result.warnings().forEach(getLog()::warn);
            if (check) {
                requireNone(result.migrations());
            }
        });
    }

    private static void requireNone(List<MigrationId> pending) throws MojoFailureException {
        if (!pending.isEmpty()) {
            var first = pending.get(0);
            var last = pending.get(pending.size() - 1);
            throw new MojoFailureException("The database lacks "
                    + (first.equals(last) ? first : pending.size() + " migrations, " + first + " to " + last)
                    + "; nothing was applied. Run mvn qorm:migrate without qorm.check");
        }
    }

    private boolean isDone(Findings findings) throws MojoExecutionException, MojoFailureException {
        var isForAll = target == null && mode() == MigrateRequest.Mode.RUN;
        var known = isForAll ? Migrate.known(findings, migrationsPackage, historyTable) : null;
        if (known == null) {
            return false;
        }
        var settings = settings();
        var isDone = new AtomicBoolean(
                Migrate.isKnownToBeDone(findings, settings.url(), settings.user(), historyTable, known));
        if (!isDone.get()) {
            runOnDatabase(database -> isDone.set(Migrate.isDone(findings, database, historyTable, known)));
        }
        if (isDone.get()) {
            reportNothingToDo();
            Stream.ofNullable(Migrate.forgotten(findings, migrationsPackage)).forEach(getLog()::warn);
        }
        return isDone.get();
    }

    private void reportNothingToDo() {
        getLog().info("No migrations to apply");
    }

    private MigrateRequest.Mode mode() {
        if (dryRun || check) {
            return MigrateRequest.Mode.DRY_RUN;
        }
        return fake ? MigrateRequest.Mode.FAKE : MigrateRequest.Mode.RUN;
    }
}
