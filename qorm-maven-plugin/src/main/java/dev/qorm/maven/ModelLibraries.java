package dev.qorm.maven;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/**
 * The dependencies in which there may be models: those that depend on qorm-core themselves. The others, often hundreds of
 * jars, need not be opened.
 */
final class ModelLibraries {
    private ModelLibraries() {}

    static List<Path> of(Invocation invocation) {
        var siblings = invocation.session().getProjects();
        return invocation.project().getArtifacts().stream()
                .filter(each -> each.getFile() != null && !Artifact.SCOPE_TEST.equals(each.getScope()))
                .filter(each -> !QormCore.is(each) && dependsOnQormCore(each, siblings))
                .map(each -> each.getFile().toPath())
                .toList();
    }

    private static boolean dependsOnQormCore(Artifact artifact, List<MavenProject> siblings) {
        return siblings.stream()
                .filter(each -> isArtifactOf(each, artifact))
                .findFirst()
                .map(QormCore::isUsedBy)
                .orElseGet(() -> pomNamesQormCore(artifact));
    }

    private static boolean isArtifactOf(MavenProject project, Artifact artifact) {
        return project.getGroupId().equals(artifact.getGroupId())
                && project.getArtifactId().equals(artifact.getArtifactId())
                && project.getVersion().equals(artifact.getBaseVersion());
    }

    /** In a local repository the POM lies beside the jar. */
    private static boolean pomNamesQormCore(Artifact artifact) {
        var jar = artifact.getFile().toPath();
        return Stream.of(artifact.getVersion(), artifact.getBaseVersion())
                .map(version -> jar.resolveSibling(artifact.getArtifactId() + "-" + version + ".pom"))
                .filter(Files::isRegularFile)
                .anyMatch(pom -> read(pom).contains("<artifactId>" + QormCore.ARTIFACT_ID + "</artifactId>"));
    }

    private static String read(Path pom) {
        try {
            return Files.readString(pom, ISO_8859_1); // what is looked for is ASCII in any encoding
        } catch (IOException e) {
            throw new UncheckedIOException(pom + " cannot be read", e);
        }
    }
}
