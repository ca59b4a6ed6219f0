package dev.qorm.maven;

import static dev.qorm.maven.TestInvocation.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.scan.SourceEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

class CompilerEncodingTest {
    private final MavenProject blog = module("blog");
    private final Properties user = new Properties();

    private SourceEncoding encoding() throws MojoFailureException {
        return CompilerEncoding.of(
                TestInvocation.of(blog, user, new Properties()).session(), blog);
    }

    @Test
    void isThatOfTheProperty() throws MojoFailureException {
        declare("ISO-8859-1");

        assertThat(encoding()).isEqualTo(new SourceEncoding(StandardCharsets.ISO_8859_1, true));
    }

    @Test
    void isThatOfTheCompilerPluginBeforeTheProperty() throws MojoFailureException {
        declare("ISO-8859-1");
        configure("encoding", "UTF-8");

        assertThat(encoding()).isEqualTo(SourceEncoding.UTF_8);
    }

    @Test
    void isThatOfThePropertyWhereTheCompilerPluginSaysSomethingElse() throws MojoFailureException {
        declare("UTF-8");
        configure("release", "17");

        assertThat(encoding()).isEqualTo(SourceEncoding.UTF_8);
    }

    @Test
    void isThatOfTheCommandLineBeforeThatOfTheModule() throws MojoFailureException {
        declare("ISO-8859-1");
        user.setProperty("project.build.sourceEncoding", "UTF-8");

        assertThat(encoding()).isEqualTo(SourceEncoding.UTF_8);
    }

    @Test
    void isThatOfTheMachineWhereNothingIsSaid() throws MojoFailureException {
        assertThat(encoding()).isEqualTo(SourceEncoding.undeclared());
    }

    @Test
    void isNoWordThatJavaDoesNotKnow() {
        declare("UFT-8");

        assertThatThrownBy(this::encoding)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("'UFT-8'")
                .hasMessageContaining("project.build.sourceEncoding");
    }

    private void declare(String encoding) {
        blog.getProperties().setProperty("project.build.sourceEncoding", encoding);
    }

    private void configure(String name, String value) {
        var parameter = new Xpp3Dom(name);
        parameter.setValue(value);
        var configuration = new Xpp3Dom("configuration");
        configuration.addChild(parameter);
        var plugin = new Plugin();
        plugin.setGroupId("org.apache.maven.plugins");
        plugin.setArtifactId("maven-compiler-plugin");
        plugin.setConfiguration(configuration);
        blog.getBuild().addPlugin(plugin);
    }
}
