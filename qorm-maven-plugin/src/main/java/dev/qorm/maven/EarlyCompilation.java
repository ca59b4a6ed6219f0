package dev.qorm.maven;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/**
 * Compiles the module before a goal reads its classes, regardless of what has been compiled so far.
 *
 * <p>The goals run from the command line on a clean checkout, or bound to {@code generate-sources}: in both cases
 * before {@code compile}. So the module's own build plan up to {@code process-classes} is run first, as a forked
 * execution. It includes all generators, compilers and class enhancers with their configuration, except those that the
 * build has already run before this goal, and except the goals of this plugin. When the build compiles the module
 * afterwards, its compilers only have to compile the migration that was written.
 *
 * <p>{@code @Execute(phase = …)} is the usual solution. But on Maven 4, it runs a goal that is itself bound to the
 * build without compiling first: no models, no migration, no error.
 */
final class EarlyCompilation {
    private static final String LAST_PHASE = "process-classes";

    /**
     * The start of the messages of compilers that have already logged each error. Maven would repeat all of them with
     * every cause.
     */
    private static final String TOLD_ALREADY = "Compilation failure";

    private final LifecycleExecutor lifecycle;

    @Inject
    EarlyCompilation(LifecycleExecutor lifecycle) {
        this.lifecycle = lifecycle;
    }

    /**
     * Compiles the module, unless the goal is bound to a phase after the compilation.
     *
     * @return the module after the compilation, with the folders of generated sources
     * @throws MojoFailureException if the module does not compile
     */
    MavenProject run(Invocation invocation) throws MojoExecutionException, MojoFailureException {
        var project = invocation.project();
        var plan = withoutThisPlugin(invocation, notYetRun(invocation, plan(invocation)));
        if (plan.isEmpty()) {
            return project;
        }
        var hiding = SessionSecrets.of(invocation.session()).hide();
        try {
            lifecycle.executeForkedExecutions(fork(invocation, plan), invocation.session());
            // Maven makes the classes of a module visible to later modules once it knows that they are compiled.
            project.addLifecyclePhase("compile");
            return project.getExecutionProject();
        } catch (LifecycleExecutionException e) {
            throw failure(invocation, e);
        } finally {
            hiding.close();
            project.setExecutionProject(null);
        }
    }

    private List<MojoExecution> plan(Invocation invocation) throws MojoExecutionException {
        try {
            return lifecycle
                    .calculateExecutionPlan(invocation.session(), LAST_PHASE)
                    .getMojoExecutions();
        } catch (Exception e) { // eleven checked exceptions for plugins that cannot be found or read
            throw new MojoExecutionException(
                    "Cannot find out how " + invocation.project().getId() + " is compiled: " + e.getMessage(), e);
        }
    }

    private static List<MojoExecution> notYetRun(Invocation invocation, List<MojoExecution> plan) {
        if (invocation.execution().getLifecyclePhase() == null) {
            return plan;
        }
        for (var i = 0; i < plan.size(); i++) {
            if (isSame(plan.get(i), invocation.execution())) {
                return plan.subList(i + 1, plan.size());
            }
        }
        return List.of(); // bound to a later phase
    }

    private static List<MojoExecution> withoutThisPlugin(Invocation invocation, List<MojoExecution> plan) {
        return plan.stream()
                .filter(each -> !isOfSamePlugin(each, invocation.execution()))
                .toList();
    }

    private static boolean isSame(MojoExecution one, MojoExecution other) {
        return isOfSamePlugin(one, other)
                && one.getGoal().equals(other.getGoal())
                && one.getExecutionId().equals(other.getExecutionId());
    }

    private static boolean isOfSamePlugin(MojoExecution one, MojoExecution other) {
        return one.getGroupId().equals(other.getGroupId())
                && one.getArtifactId().equals(other.getArtifactId());
    }

    private static MojoExecution fork(Invocation invocation, List<MojoExecution> plan) {
        var execution = invocation.execution();
        var project = invocation.project();
        var descriptor = execution.getMojoDescriptor().clone();
        descriptor.setExecutePhase(LAST_PHASE); // Maven logs it
        var fork = new MojoExecution(descriptor, execution.getExecutionId(), execution.getSource());
        fork.setForkedExecutions(
                project.getGroupId() + ":" + project.getArtifactId() + ":" + project.getVersion(), plan);
        return fork;
    }

    private static MojoFailureException failure(Invocation invocation, LifecycleExecutionException e) {
        invocation.log().debug(e);
        var outcome = ", so " + invocation.execution().getGoal() + " has not run and nothing was written.";
        var module = invocation.project().getArtifactId();
        var reason = reason(e);
        if (reason.startsWith(TOLD_ALREADY)) {
            return new MojoFailureException(module + " does not compile (" + TOLD_ALREADY + ")" + outcome
                    + " Fix the errors above and run it again.");
        }
        return new MojoFailureException("the build of " + module + " fails before its classes are compiled" + outcome
                + " Fix this and run it again:\n" + reason);
    }

    /**
     * Returns the failure with all causes, as Maven logs it at the end of a build: the goal that failed is not the one
     * that the user called. Unless it comes from a compiler, it has not been logged.
     */
    private static String reason(LifecycleExecutionException e) {
        var lines = new LinkedHashSet<String>();
        for (Throwable each = e; each != null; each = each.getCause()) {
            var message = Objects.requireNonNullElse(
                            each.getMessage(), each.getClass().getName())
                    .strip();
            if (message.startsWith(TOLD_ALREADY)) {
                return message;
            }
            if (lines.stream().noneMatch(line -> line.contains(message))) {
                lines.add(message);
            }
        }
        return String.join("\n", lines).lines().map(line -> "  " + line).collect(Collectors.joining("\n"));
    }
}
