package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
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

    @Test
    void needsNoRelease() {
        assertThatCode(() -> require(TestInvocation.module("blog"))).doesNotThrowAnyException();
    }
}
