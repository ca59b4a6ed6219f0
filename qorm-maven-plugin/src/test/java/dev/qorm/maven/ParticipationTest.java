package dev.qorm.maven;

import static dev.qorm.maven.TestInvocation.PLUGIN;
import static dev.qorm.maven.TestInvocation.module;
import static dev.qorm.maven.TestInvocation.withPlugin;
import static dev.qorm.maven.TestInvocation.withQormCore;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class ParticipationTest {
    private static final MavenProject PLAIN = module("plain");

    @Test
    void skipsAggregators() {
        var root = withPlugin(module("root"));
        root.setPackaging("pom");

        assertThat(reasonToSkip(root)).isEqualTo("the packaging is pom");
    }

    @Test
    void takesModulesThatDependOnQormCoreWhenNoneDeclaresThePlugin() {
        var app = withQormCore(module("app"));

        assertThat(reasonToSkip(app, PLAIN)).isNull();
        assertThat(reasonToSkip(PLAIN, app)).isEqualTo("no dependency on qorm-core");
    }

    @Test
    void takesOnlyModulesThatDeclareThePluginWhenOneDoes() {
        var models = withQormCore(module("models"));
        var app = withPlugin(withQormCore(module("app")));

        assertThat(reasonToSkip(app, models)).isNull();
        assertThat(reasonToSkip(models, app)).isEqualTo("the module does not declare the plugin, others do");
    }

    @Test
    void skipsModulesThatInheritThePluginAndHaveNoModels() {
        var app = withPlugin(withQormCore(module("app")));
        var web = withPlugin(module("web"));

        assertThat(reasonToSkip(web, app)).isEqualTo("no dependency on qorm-core");
    }

    @Test
    void takesAModuleThatForgotQormCoreSoThatItIsTold() {
        assertThat(reasonToSkip(withPlugin(module("app")), PLAIN)).isNull();
    }

    @Test
    void seesQormCoreBehindAnotherModule() {
        var app = withPlugin(module("app"));
        app.setArtifacts(Set.of(TestInvocation.artifact("dev.qorm", "qorm-core", "1.0")));

        assertThat(reasonToSkip(app, withPlugin(withQormCore(module("models")))))
                .isNull();
    }

    private static String reasonToSkip(MavenProject module, MavenProject... others) {
        var all = new ArrayList<>(List.of(others));
        all.add(module);
        return Participation.reasonToSkip(module, all, PLUGIN);
    }
}
