package dev.qorm.maven;

import java.util.List;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Whether a goal works on a module. {@code mvn qorm:migrate} at the root of a build runs once in each of its modules,
 * and most of them have no models.
 *
 * <p>If any module declares the plugin, the modules that declare it participate; otherwise, those that depend on
 * qorm-core do.
 *
 * @param reasonToSkip why the goal does nothing on this module, or null if it works on it
 * @param isNeededLater whether later modules need the module's classes, and nothing else compiles them
 */
record Participation(@Nullable String reasonToSkip, boolean isNeededLater) {
    static Participation of(Invocation invocation) {
        var projects = invocation.session().getProjects();
        var reason =
                reasonToSkip(invocation.project(), projects, invocation.plugin().getPluginLookupKey());
        return new Participation(reason, isNeededLater(invocation));
    }

    static @Nullable String reasonToSkip(MavenProject project, List<MavenProject> projects, String pluginKey) {
        if (isAggregator(project)) {
            return "the packaging is pom";
        }
        if (projects.stream().noneMatch(each -> declares(each, pluginKey))) {
            return QormCore.isUsedBy(project) ? null : "no dependency on qorm-core";
        }
        if (!declares(project, pluginKey)) {
            return "the module does not declare the plugin, others do";
        }
        // Modules without models also inherit the plugin from a parent that declares it. But if no module depends on
        // qorm-core at all, that is an error to report, and not a reason to skip the module.
        var isForgotten = projects.stream().noneMatch(QormCore::isUsedBy);
        return QormCore.isUsedBy(project) || isForgotten ? null : "no dependency on qorm-core";
    }

    /** Maven resolves the dependencies of the later modules. If no phase is run, nothing else compiles this module. */
    private static boolean isNeededLater(Invocation invocation) {
        return invocation.execution().getSource() == MojoExecution.Source.CLI
                && !isAggregator(invocation.project())
                && !invocation
                        .session()
                        .getProjectDependencyGraph()
                        .getDownstreamProjects(invocation.project(), false)
                        .isEmpty();
    }

    private static boolean declares(MavenProject project, String pluginKey) {
        return !isAggregator(project) && project.getPlugin(pluginKey) != null;
    }

    private static boolean isAggregator(MavenProject project) {
        return "pom".equals(project.getPackaging());
    }
}
