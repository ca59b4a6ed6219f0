package dev.qorm.maven;

import dev.qorm.command.Inspect;
import dev.qorm.command.InspectRequest;
import dev.qorm.command.InspectResult;
import dev.qorm.command.MigrateRequest;
import dev.qorm.introspect.Remark;
import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Writes a model class for each table of an existing database. What models cannot say is listed. Then run
 * <code>mvn qorm:makemigrations</code>, and on this database <code>mvn qorm:migrate -Dqorm.fake</code>.
 *
 * <pre>mvn qorm:inspect -Dqorm.url=jdbc:postgresql://localhost/shop -Dqorm.modelsPackage=shop.models</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "inspect", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class InspectMojo extends DatabaseMojo {
    /**
     * The package of the models, such as <code>shop.models</code>. Without it, that of the existing models; in a
     * project without models, the package <code>models</code> below the group's name.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.modelsPackage")
    @Nullable
    String modelsPackage;

    /**
     * Where models are written, below it in the folder of their package.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.sourceDirectory", defaultValue = "${project.build.sourceDirectory}", required = true)
    File sourceDirectory;

    /**
     * Replaces existing models that differ. Without it, they are left as they are.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.overwrite", defaultValue = "false")
    boolean overwrite;

    @Inject
    InspectMojo(GoalRunner goal, DatabaseAccess databases) {
        super(goal, databases);
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        run(null, MigrateRequest.Mode.RUN, request -> {
            SourceDirectory.warnUnlessCompiled(
                    invocation(), sourceDirectory, request.code().sourceRoots());
            var place = ModelsPlaces.of(invocation().project(), sourceDirectory, modelsPackage);
            var remedies = invocation().output("take-over.sql");
            report(Inspect.run(new InspectRequest(request, place, overwrite, remedies)));
        });
    }

    private void report(InspectResult result) {
        var invocation = invocation();
        Remark.lines(result.remarks()).forEach(line -> getLog().warn(line));
        result.written().forEach(file -> getLog().info("  + " + invocation.relative(file)));
        result.kept()
                .forEach(file -> getLog().warn("Left as it is: " + invocation.relative(file)
                        + " differs from the database; replace it with -Dqorm.overwrite"));
        result.modelled().forEach(table -> getLog().info("Has a model already: " + table));
        if (result.remedies() != null) {
            getLog().warn("Run " + invocation.relative(result.remedies()) + " on this database before mvn qorm:migrate"
                    + " -Dqorm.fake: it gives parts of it the names that their models have");
        }
        getLog().info(result.written().size() + " models written, "
                + result.unchanged().size() + " are there already"
                + (result.written().isEmpty()
                        ? ""
                        : ". Next: mvn qorm:makemigrations, and on this database mvn qorm:migrate -Dqorm.fake"));
    }
}
