package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelsTest {
    @TempDir
    Path sources;

    private final MavenProject models = TestInvocation.withQormCore(TestInvocation.module("models"));
    private final MavenProject app =
            TestInvocation.withPlugin(TestInvocation.withQormCore(TestInvocation.module("app")));

    private List<String> told() {
        app.setArtifacts(Set.of(TestInvocation.artifact("blog", "models", "1.0")));
        models.addCompileSourceRoot(sources.toString());
        var invocation = TestInvocation.of(app, new Properties(), new Properties());
        invocation.session().setProjects(List.of(app, models)); // the first one is the module of the goal
        SharedModels.warn(invocation);
        return ((RecordingLog) invocation.log()).lines();
    }

    private void migration() throws IOException {
        Files.createFile(
                Files.createDirectories(sources.resolve("blog/migrations")).resolve("Migration0001.java"));
    }

    @Test
    void areToldWhereBothModulesHaveMigrations() throws IOException {
        TestInvocation.withPlugin(models);
        migration();

        assertThat(told())
                .singleElement()
                .asString()
                .startsWith("[WARNING] The models of the module models are in its own migrations and in those of app.")
                .contains("<pluginManagement>");
    }

    @Test
    void areInOneHistoryWhereTheOtherModuleDoesNotDeclareThePlugin() throws IOException {
        migration();

        assertThat(told()).isEmpty();
    }

    @Test
    void areNoneWhereTheOtherModuleHasNoMigrations() {
        TestInvocation.withPlugin(models);

        assertThat(told()).isEmpty();
    }
}
