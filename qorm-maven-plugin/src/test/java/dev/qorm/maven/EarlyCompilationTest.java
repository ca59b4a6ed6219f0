package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.lifecycle.MavenExecutionPlan;
import org.apache.maven.lifecycle.internal.ExecutionPlanItem;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class EarlyCompilationTest {
    private static final MojoExecution GENERATE = execution("org.example", "generator", "generate", "generate-sources");
    private static final MojoExecution CHECK = execution("dev.qorm", "qorm-maven-plugin", "check", "process-sources");
    private static final MojoExecution COMPILE = execution("org.example", "compiler", "compile", "compile");

    private final MavenProject module = TestInvocation.module("app");

    @Test
    void runsTheWholePlanFromTheCommandLine() throws Exception {
        var maven = new RecordingMaven(List.of(GENERATE, COMPILE));

        new EarlyCompilation(maven).run(goal(null));

        assertThat(maven.goals()).containsExactly("generate", "compile");
    }

    @Test
    void runsOnlyWhatComesAfterAGoalThatIsBoundEarly() throws Exception {
        var bound = execution("dev.qorm", "qorm-maven-plugin", "makemigrations", "generate-sources");
        var maven = new RecordingMaven(List.of(GENERATE, bound, COMPILE));

        new EarlyCompilation(maven).run(goal("generate-sources"));

        assertThat(maven.goals()).containsExactly("compile");
    }

    @Test
    void runsNothingForAGoalThatIsBoundAfterTheCompilation() throws Exception {
        var maven = new RecordingMaven(List.of(GENERATE, COMPILE));

        var compiled = new EarlyCompilation(maven).run(goal("pre-integration-test"));

        assertThat(maven.goals()).isEmpty();
        assertThat(compiled).isSameAs(module);
    }

    @Test
    void neverRunsItsOwnGoals() throws Exception {
        var maven = new RecordingMaven(List.of(CHECK, COMPILE));

        new EarlyCompilation(maven).run(goal(null));

        assertThat(maven.goals()).containsExactly("compile");
    }

    @Test
    void showsTheClassesToLaterModules() throws Exception {
        new EarlyCompilation(new RecordingMaven(List.of(COMPILE))).run(goal(null));

        assertThat(module.hasLifecyclePhase("compile")).isTrue();
    }

    @Test
    void failsShortlyWhenTheModuleDoesNotCompile() {
        var maven = new RecordingMaven(List.of(COMPILE));
        maven.failure = new MojoFailureException("Compilation failure\nPost.java:[1,2] ';' expected");

        assertThatThrownBy(() -> new EarlyCompilation(maven).run(goal(null)))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("app does not compile (Compilation failure), so makemigrations has not run and nothing was"
                        + " written. Fix the errors above and run it again.")
                .hasNoCause();
    }

    /** No compiler has told it: the rule of an enforcer, a compiler that does not start, a generator. */
    @Test
    void saysAllOfAFailureThatIsNoErrorInTheSources() {
        var maven = new RecordingMaven(List.of(COMPILE));
        maven.failure = new MojoExecutionException(
                "Fatal error compiling", new IllegalStateException("release version 99 not supported"));

        assertThatThrownBy(() -> new EarlyCompilation(maven).run(goal(null)))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith(
                        "the build of app fails before its classes are compiled, so makemigrations has not run and"
                                + " nothing was written. Fix this and run it again:\n  ")
                .hasMessageContaining("Fatal error compiling")
                .hasMessageContaining("\n  release version 99 not supported")
                .hasNoCause();
    }

    private Invocation goal(String phase) {
        var invocation = TestInvocation.of(module, new Properties(), new Properties());
        var execution = execution("dev.qorm", "qorm-maven-plugin", "makemigrations", phase);
        return new Invocation(invocation.session(), execution, invocation.log());
    }

    private static MojoExecution execution(String groupId, String artifactId, String goal, String phase) {
        var plugin = new PluginDescriptor();
        plugin.setGroupId(groupId);
        plugin.setArtifactId(artifactId);
        var descriptor = new MojoDescriptor();
        descriptor.setGoal(goal);
        descriptor.setPluginDescriptor(plugin);
        var execution = new MojoExecution(descriptor, "default", MojoExecution.Source.LIFECYCLE);
        execution.setLifecyclePhase(phase);
        return execution;
    }

    /** A Maven that has a plan and remembers what of it was run. */
    private static final class RecordingMaven implements LifecycleExecutor {
        private final List<MojoExecution> plan;
        private final List<String> goals = new ArrayList<>();
        private Exception failure;

        RecordingMaven(List<MojoExecution> plan) {
            this.plan = plan;
        }

        List<String> goals() {
            return goals;
        }

        @Override
        public MavenExecutionPlan calculateExecutionPlan(MavenSession session, String... tasks) {
            return new MavenExecutionPlan(
                    plan.stream().map(ExecutionPlanItem::new).toList(), null);
        }

        @Override
        public MavenExecutionPlan calculateExecutionPlan(MavenSession session, boolean setup, String... tasks) {
            return calculateExecutionPlan(session, tasks);
        }

        @Override
        public List<MavenProject> executeForkedExecutions(MojoExecution execution, MavenSession session)
                throws LifecycleExecutionException {
            if (failure != null) {
                throw new LifecycleExecutionException(failure);
            }
            execution.getForkedExecutions().get("blog:app:1.0").forEach(each -> goals.add(each.getGoal()));
            return List.of();
        }

        @Override
        public Set<Plugin> getPluginsBoundByDefaultToAllLifecycles(String packaging) {
            return Set.of();
        }

        @Override
        public void calculateForkedExecutions(MojoExecution execution, MavenSession session) {}

        @Override
        public void execute(MavenSession session) {}
    }
}
