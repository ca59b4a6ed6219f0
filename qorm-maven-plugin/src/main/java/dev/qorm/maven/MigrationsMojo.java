package dev.qorm.maven;

import dev.qorm.command.ListMigrations;
import dev.qorm.command.MigrateRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
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
     * The file to write the list to, such as <code>target/migrations.json</code>. Without it, the list is printed; programs
     * do better to read a file, since Maven prints lines of its own around the list.
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
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (!format.equals("table") && !format.equals("json")) {
            throw new MojoFailureException("qorm.format is '" + format + "'; it can be table or json");
        }
        run(null, MigrateRequest.Mode.RUN, request -> {
            var listing = new MigrationListing(ListMigrations.run(request));
            print(format.equals("json") ? listing.toJson() : listing.toTable(ZoneId.systemDefault()));
        });
    }

    private void print(String listing) throws MojoExecutionException {
        if (outputFile != null) {
            write(listing, outputFile);
        } else if (format.equals("json")) {
            System.out.println(listing); // without the level that the log puts before each line
        } else {
            listing.lines().forEach(getLog()::info);
        }
    }

    private static void write(String listing, File file) throws MojoExecutionException {
        try {
            Files.createDirectories(file.toPath().toAbsolutePath().getParent());
            Files.writeString(file.toPath(), listing + "\n");
        } catch (IOException e) {
            throw new MojoExecutionException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
