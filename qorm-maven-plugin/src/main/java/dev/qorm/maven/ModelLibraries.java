package dev.qorm.maven;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/**
 * The dependencies that may contain models: those that depend on qorm-core directly, through their parents, or through
 * one another. The others, often hundreds of jars, need not be opened.
 */
final class ModelLibraries {
    private final List<MavenProject> siblings;
    private final InstalledPoms installed = new InstalledPoms();
    private final Map<Artifact, String> poms = new HashMap<>();

    private ModelLibraries(List<MavenProject> siblings) {
        this.siblings = siblings;
    }

    static List<Path> of(Invocation invocation) {
        var candidates = invocation.project().getArtifacts().stream()
                .filter(each -> each.getFile() != null && !Artifact.SCOPE_TEST.equals(each.getScope()))
                .filter(each -> !QormCore.is(each))
                .toList();
        return new ModelLibraries(invocation.session().getProjects())
                .among(candidates).stream().map(each -> each.getFile().toPath()).toList();
    }

    private List<Artifact> among(List<Artifact> candidates) {
        var names = new HashSet<>(Set.of(QormCore.ARTIFACT_ID));
        var found = new HashSet<Artifact>();
        boolean isMore;
        do {
            isMore = false;
            for (var each : candidates) {
                if (!found.contains(each) && dependsOnOneOf(each, names)) {
                    found.add(each);
                    isMore |= names.add(each.getArtifactId());
                }
            }
        } while (isMore);
        return candidates.stream().filter(found::contains).toList();
    }

    private boolean dependsOnOneOf(Artifact artifact, Set<String> names) {
        return siblings.stream()
                .filter(each -> isArtifactOf(each, artifact))
                .findFirst()
                .map(QormCore::isUsedBy)
                .orElseGet(() -> {
                    var pom = poms.computeIfAbsent(artifact, installed::withParents);
                    // Without a POM, as in a workspace or in the scope system, the library may contain models.
                    return pom.isEmpty()
                            || names.stream().anyMatch(name -> pom.contains("<artifactId>" + name + "</artifactId>"));
                });
    }

    private static boolean isArtifactOf(MavenProject project, Artifact artifact) {
        return project.getGroupId().equals(artifact.getGroupId())
                && project.getArtifactId().equals(artifact.getArtifactId())
                && project.getVersion().equals(artifact.getBaseVersion());
    }
}
