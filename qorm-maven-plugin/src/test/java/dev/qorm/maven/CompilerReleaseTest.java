package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompilerReleaseTest {
    private static void require(String release) throws MojoFailureException {
        var blog = TestInvocation.module("blog");
        blog.getProperties().setProperty("maven.compiler.release", release);
        require(blog);
    }

    private static void require(MavenProject module) throws MojoFailureException {
        CompilerRelease.require(TestInvocation.of(module, new Properties(), new Properties()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "11", " 16 "})
    void refusesAJavaInWhichNoMigrationCompiles(String release) {
        assertThatThrownBy(() -> require(release))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("blog is compiled for Java " + release.strip() + ",")
                .hasMessageContaining("set the property maven.compiler.release");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "25", "", "${java.version}"})
    void leavesAllElseToTheCompiler(String release) {
        assertThatCode(() -> require(release)).doesNotThrowAnyException();
    }

    /** Which of them compiles the migrations is the compiler plugin's to know. */
    @Test
    void leavesTheReleasesOfExecutionsToTheCompiler() {
        var release = new Xpp3Dom("release");
        release.setValue("17");
        var configuration = new Xpp3Dom("configuration");
        configuration.addChild(release);
        var execution = new PluginExecution();
        execution.setConfiguration(configuration);
        var compiler = new Plugin();
        compiler.setGroupId("org.apache.maven.plugins");
        compiler.setArtifactId("maven-compiler-plugin");
        compiler.addExecution(execution);
        var build = new Build();
        build.addPlugin(compiler);
        var blog = TestInvocation.module("blog");
        blog.getProperties().setProperty("maven.compiler.release", "11");
        blog.setBuild(build);

        assertThatCode(() -> require(blog)).doesNotThrowAnyException();
    }

    @Test
    void needsNoRelease() {
        assertThatCode(() -> require(TestInvocation.module("blog"))).doesNotThrowAnyException();
    }
}
