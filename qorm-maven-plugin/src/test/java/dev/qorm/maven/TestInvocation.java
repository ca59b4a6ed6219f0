package dev.qorm.maven;

import java.io.File;
import java.util.List;
import java.util.Properties;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;

/** Builds, modules and runs of goals as Maven would make them. */
final class TestInvocation {
    static final String PLUGIN = "dev.qorm:qorm-maven-plugin";

    private TestInvocation() {}

    static MavenProject module(String artifactId) {
        var model = new Model();
        model.setGroupId("blog");
        model.setArtifactId(artifactId);
        model.setVersion("1.0");
        model.setPackaging("jar");
        model.setBuild(new Build());
        return new MavenProject(model);
    }

    static MavenProject withPlugin(MavenProject module) {
        var plugin = new Plugin();
        plugin.setGroupId("dev.qorm");
        plugin.setArtifactId("qorm-maven-plugin");
        module.getBuild().addPlugin(plugin);
        return module;
    }

    static MavenProject withQormCore(MavenProject module) {
        var dependency = new Dependency();
        dependency.setGroupId("dev.qorm");
        dependency.setArtifactId("qorm-core");
        module.getDependencies().add(dependency);
        return module;
    }

    static Artifact artifact(String groupId, String artifactId, String version) {
        return new DefaultArtifact(
                groupId, artifactId, version, "compile", "jar", "", new DefaultArtifactHandler("jar"));
    }

    /** A goal on {@code module}, run by a plugin of version 1.0 in a build with these properties. */
    @SuppressWarnings("deprecation") // Maven has no other constructor
    static Invocation of(MavenProject module, Properties user, Properties system) {
        var request = new DefaultMavenExecutionRequest().setUserProperties(user).setSystemProperties(system);
        var session = new MavenSession(
                null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
        module.setFile(new File("pom.xml").getAbsoluteFile());
        session.setProjects(List.of(module));
        session.setCurrentProject(module);
        return new Invocation(session, new MojoExecution(goal()), new RecordingLog());
    }

    private static MojoDescriptor goal() {
        var plugin = new PluginDescriptor();
        plugin.setGroupId("dev.qorm");
        plugin.setArtifactId("qorm-maven-plugin");
        plugin.setVersion("1.0");
        plugin.setArtifacts(List.of(artifact("dev.qorm", "qorm-core", "1.0")));
        var goal = new MojoDescriptor();
        goal.setGoal("migrate");
        goal.setPluginDescriptor(plugin);
        return goal;
    }
}
