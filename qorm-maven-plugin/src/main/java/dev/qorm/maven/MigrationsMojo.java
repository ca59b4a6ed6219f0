package dev.qorm.maven;

import dev.qorm.command.ListMigrations;
import dev.qorm.command.MigrateRequest;
import java.io.File;
import java.time.ZoneId;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Lists the migrations of the project and of the database, with the time each was applied.
 *
 * <pre>mvn qorm:migrations</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "migrations", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class MigrationsMojo extends DatabaseMojo {
    /**
     * <code>table</code> for people, <code>json</code> for programs.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.format", defaultValue = "table", required = true)
    String format;

    /**
     * The file to write the list to, such as <code>target/migrations.json</code>. Without it, the list is printed. Maven
     * prints lines of its own around it, except with <code>mvn -q</code>, so programs should read a file.
     *
     * @since 0.1.0
     */
    @Parameter(property = "qorm.outputFile")
    @Nullable
    File outputFile;

    @Inject
    MigrationsMojo(GoalRunner goal, DatabaseAccess databases) {
        super(goal, databases);
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        var output = Output.of("table", format, outputFile, getLog());
        run(null, MigrateRequest.Mode.RUN, request -> {
            var listing = new MigrationListing(ListMigrations.run(request));
            output.printAlways(() -> listing.toTable(ZoneId.systemDefault()), listing::toJson);
        });
    }
}
