package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QormCoreTest {
    @Test
    void acceptsTheSameVersion() {
        var invocation = dependingOn(TestInvocation.artifact("dev.qorm", "qorm-core", "1.0"));

        assertThatCode(() -> QormCore.requireSameVersion(invocation)).doesNotThrowAnyException();
    }

    @Test
    void namesBothVersionsWhenTheyDiffer() {
        var invocation = dependingOn(TestInvocation.artifact("dev.qorm", "qorm-core", "0.9"));

        assertThatThrownBy(() -> QormCore.requireSameVersion(invocation))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("qorm-core 0.9")
                .hasMessageContaining("qorm-maven-plugin with qorm-core 1.0")
                .hasMessageContaining("<version>1.0</version>");
    }

    @Test
    void hasTheDependencyToPasteWhenItIsMissing() {
        var invocation = dependingOn(TestInvocation.artifact("blog", "other", "1.0"));

        assertThatThrownBy(() -> QormCore.requireSameVersion(invocation))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("does not depend on qorm-core")
                .hasMessageContaining("<artifactId>qorm-core</artifactId>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "runtime"})
    void namesAScopeInWhichNothingCompiles(String scope) {
        var module = TestInvocation.withQormCore(TestInvocation.module("app"));
        module.getDependencies().get(0).setScope(scope);
        module.setArtifacts(Set.of(TestInvocation.artifact("dev.qorm", "qorm-core", "1.0")));
        var invocation = TestInvocation.of(module, new Properties(), new Properties());

        assertThatThrownBy(() -> QormCore.requireSameVersion(invocation))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("has qorm-core in the scope '" + scope + "'");
        module.getDependencies().get(0).setScope("provided");
        assertThatCode(() -> QormCore.requireSameVersion(invocation)).doesNotThrowAnyException();
    }

    private static Invocation dependingOn(Artifact artifact) {
        var module = TestInvocation.module("app");
        module.setArtifacts(Set.of(artifact));
        return TestInvocation.of(module, new Properties(), new Properties());
    }
}
