package dev.qorm.maven;

import dev.qorm.command.Answers;
import dev.qorm.command.MigrateRequest;
import dev.qorm.command.Verify;
import dev.qorm.command.VerifyRequest;
import dev.qorm.command.VerifyRequest.Adoption;
import dev.qorm.command.VerifyResult;
import dev.qorm.introspect.Remark;
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
 * Compares the database with its applied migrations, and fails when they differ: when somebody changed it by hand, or a
 * migration was recorded that never ran. Tables that no migration knows are left alone.
 *
 * <pre>mvn qorm:verify</pre>
 *
 * @since 0.1.0
 */
@Mojo(
        name = "verify",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class VerifyMojo extends DatabaseMojo {
    /**
     * <code>text</code> for people, <code>json</code> for programs.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.format", defaultValue = "text", required = true)
    String format;

    /**
     * The file to write the differences to, such as <code>target/drift.json</code>. Without it, they are printed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.outputFile")
    @Nullable
    File outputFile;

    /**
     * Writes a migration that makes the difference official, and does not fail. This database has the difference already:
     * record the migration there with <code>mvn qorm:migrate -Dqorm.fake</code>, and apply it everywhere else.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.adopt", defaultValue = "false")
    boolean adopt;

    /**
     * Where <code>adopt</code> writes the migration, below it in the folder of its package.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.sourceDirectory", defaultValue = "${project.build.sourceDirectory}", required = true)
    File sourceDirectory;

    /**
     * For <code>adopt</code>: which tables and columns were renamed by hand, or <code>none</code>; as for
     * <code>makemigrations</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.rename")
    @Nullable
    String rename;

    /**
     * For <code>adopt</code>: which values rows of other databases get in columns that must have one, or
     * <code>none</code>; as for <code>makemigrations</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.backfill")
    @Nullable
    String backfill;

    @Inject
    VerifyMojo(GoalRunner goal, DatabaseAccess databases) {
        super(goal, databases);
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        var output = Output.of("text", format, outputFile, getLog());
        run(null, MigrateRequest.Mode.RUN, request -> {
            if (adopt) {
                SourceDirectory.warnUnlessCompiled(
                        invocation(), sourceDirectory, request.code().sourceRoots());
            }
            var result = Verify.run(new VerifyRequest(request, adopt ? adoption() : null));
            var report = new DriftReport(result);
            if (result.differences().isEmpty() || adopt) {
                output.print(report::toText, report::toJson);
            } else {
                output.printFailure(report::toText, report::toJson);
            }
            if (result.applied() == 0 && result.pending() > 0) {
                getLog().warn("This database has no migration of this project: is it the one that is meant?");
            }
            if ("text".equals(format)) {
                Remark.lines(result.remarks()).forEach(line -> getLog().warn(line));
            }
            conclude(result);
        });
    }

    private Adoption adoption() {
        var questions = invocation().output("questions.json");
        return new Adoption(
                sourceDirectory.toPath(), new Answers(rename, backfill, ConsoleAsker.of(session), null, questions));
    }

    private void conclude(VerifyResult result) throws MojoFailureException {
        if (result.adopted() != null) {
            new ChangeReport(getLog(), invocation()::relative).tell(result.adopted());
            getLog().info("This database has it already: record it here with  mvn qorm:migrate -Dqorm.fake");
            getLog().info("Change the models to match; mvn qorm:makemigrations finds no changes then");
        } else if (!result.differences().isEmpty()) {
            throw new MojoFailureException("The database differs from its applied migrations: "
                    + (result.differences().size() == 1
                            ? "there is a difference. "
                            : "there are " + result.differences().size() + " differences. ")
                    + "Change it back, or make the difference official with  mvn qorm:verify -Dqorm.adopt");
        }
    }
}
