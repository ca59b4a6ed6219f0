package dev.qorm.maven;

import dev.qorm.migration.MigrationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.project.MavenProject;

/**
 * Detects models that are in the migrations of two modules: a parent passes the plugin on to all modules, and one
 * depends on another. This is correct if each module has a database of its own.
 */
final class SharedModels {
    private static final String JAVA = ".java";

    private SharedModels() {}

    /** Warns of each module on which this one depends and which also writes migrations. */
    static void warn(Invocation invocation) {
        var projects = invocation.session().getProjects();
        var key = invocation.plugin().getPluginLookupKey();
        for (var other : upstream(invocation)) {
            if (Participation.reasonToSkip(other, projects, key) == null && hasMigrations(other)) {
                invocation
                        .log()
                        .warn("The models of the module " + other.getArtifactId() + " are in its own migrations and in"
                                + " those of " + invocation.project().getArtifactId()
                                + ". Where both are for one database,"
                                + " declare qorm-maven-plugin in one of the two alone, and in their parent in"
                                + " <pluginManagement>; delete the migrations of the other");
            }
        }
    }

    private static List<MavenProject> upstream(Invocation invocation) {
        var artifacts = invocation.project().getArtifacts();
        return invocation.session().getProjects().stream()
                .filter(each -> artifacts.stream()
                        .anyMatch(artifact -> artifact.getGroupId().equals(each.getGroupId())
                                && artifact.getArtifactId().equals(each.getArtifactId())))
                .toList();
    }

    private static boolean hasMigrations(MavenProject module) {
        return module.getCompileSourceRoots().stream()
                .map(Path::of)
                .filter(Files::isDirectory)
                .anyMatch(SharedModels::holdsMigrations);
    }

    private static boolean holdsMigrations(Path sourceRoot) {
        try (var files = Files.walk(sourceRoot)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(JAVA))
                    .anyMatch(name -> MigrationId.parse(name.substring(0, name.length() - JAVA.length()))
                            .isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(sourceRoot + " cannot be read", e);
        }
    }
}
