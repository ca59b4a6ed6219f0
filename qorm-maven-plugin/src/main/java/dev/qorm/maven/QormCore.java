package dev.qorm.maven;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/** The library with which models are written, as a dependency of modules and of this plugin. */
final class QormCore {
    static final String GROUP_ID = "dev.qorm";
    static final String ARTIFACT_ID = "qorm-core";

    private static final Set<String> SCOPES_WITHOUT_COMPILER = Set.of(Artifact.SCOPE_TEST, Artifact.SCOPE_RUNTIME);

    private QormCore() {}

    /** Whether the module depends on it, directly or, if its dependencies are resolved, through another module. */
    static boolean isUsedBy(MavenProject project) {
        var declared = project.getDependencies().stream()
                .anyMatch(each -> GROUP_ID.equals(each.getGroupId()) && ARTIFACT_ID.equals(each.getArtifactId()));
        return declared || version(project.getArtifacts()).isPresent();
    }

    /**
     * The plugin reads models with its own qorm-core; another version could interpret them differently.
     *
     * @throws MojoFailureException if the module has another version, or none
     */
    static void requireSameVersion(Invocation invocation) throws MojoFailureException {
        var project = invocation.project();
        var own = version(invocation.plugin().getArtifacts())
                .orElse(invocation.plugin().getVersion());
        requireScopeOfCompiler(project);
        var used = version(project.getArtifacts());
        if (used.isEmpty()) {
            throw new MojoFailureException(project.getId()
                    + " does not depend on qorm-core, so it can have neither models nor migrations. Add to "
                    + project.getFile() + ":\n\n" + dependency(own));
        }
        if (!used.get().equals(own)) {
            throw new MojoFailureException(project.getId() + " depends on qorm-core " + used.get()
                    + ", and this is qorm-maven-plugin with qorm-core " + own
                    + ". Give both the same version. In " + project.getFile() + ":\n\n" + dependency(own)
                    + "\n\nor change the version of the plugin to " + used.get() + ".");
        }
    }

    private static void requireScopeOfCompiler(MavenProject project) throws MojoFailureException {
        for (var each : project.getDependencies()) {
            if (GROUP_ID.equals(each.getGroupId())
                    && ARTIFACT_ID.equals(each.getArtifactId())
                    && SCOPES_WITHOUT_COMPILER.contains(String.valueOf(each.getScope()))) {
                throw new MojoFailureException(project.getId() + " has qorm-core in the scope '" + each.getScope()
                        + "', in which models and migrations do not compile. Leave <scope> out, or make it provided, in "
                        + project.getFile());
            }
        }
    }

    private static Optional<String> version(Collection<Artifact> artifacts) {
        return artifacts.stream()
                .filter(QormCore::is)
                .map(Artifact::getBaseVersion)
                .findFirst();
    }

    static boolean is(Artifact artifact) {
        return GROUP_ID.equals(artifact.getGroupId()) && ARTIFACT_ID.equals(artifact.getArtifactId());
    }

    private static String dependency(String version) {
        return PomSnippet.dependency(GROUP_ID, ARTIFACT_ID, version);
    }
}
