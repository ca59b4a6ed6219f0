package dev.qorm.maven;

import dev.qorm.command.CreateModel;
import dev.qorm.command.CreateModelRequest;
import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Writes an empty model class.
 *
 * <pre>mvn qorm:create -Dqorm.model=Post</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "create", requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class CreateMojo extends QormMojo {
    /**
     * The name of the class, such as <code>Post</code>, or with its package, <code>blog.models.Post</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.model")
    @Nullable
    String model;

    /**
     * The package of the models, such as <code>blog.models</code>. Without it, that of the existing models; in a
     * project without models, the package <code>models</code> below the group's name.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.modelsPackage")
    @Nullable
    String modelsPackage;

    /**
     * Where the model is written, below it in the folder of its package.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.sourceDirectory", defaultValue = "${project.build.sourceDirectory}", required = true)
    File sourceDirectory;

    private final GoalRunner goal;

    @Inject
    CreateMojo(GoalRunner goal) {
        this.goal = goal;
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        goal.run(invocation(), skip, code -> {
            if (model == null) {
                throw new MojoFailureException("Which model? Say it: mvn qorm:create -Dqorm.model=Post");
            }
            SourceDirectory.warnUnlessCompiled(invocation(), sourceDirectory, code.sourceRoots());
            var place = ModelsPlaces.of(invocation().project(), sourceDirectory, modelsPackage);
            var file = CreateModel.run(new CreateModelRequest(code, model, place));
            getLog().info("Model " + model + " successfully created");
            getLog().info("  " + invocation().relative(file));
        });
    }
}
