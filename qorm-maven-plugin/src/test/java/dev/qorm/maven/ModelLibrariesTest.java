package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLibrariesTest {
    private static final String CORE =
            "<dependency><groupId>dev.qorm</groupId><artifactId>qorm-core</artifactId></dependency>";

    @TempDir
    Path repository;

    private Artifact installed(String artifactId, String pom) throws IOException {
        var folder = repository.resolve("org/shop/" + artifactId + "/1.0");
        Files.createDirectories(folder);
        if (!pom.isEmpty()) {
            Files.writeString(folder.resolve(artifactId + "-1.0.pom"), "<project>" + pom + "</project>");
        }
        var artifact = TestInvocation.artifact("org.shop", artifactId, "1.0");
        artifact.setFile(
                Files.createFile(folder.resolve(artifactId + "-1.0.jar")).toFile());
        return artifact;
    }

    private static List<String> libraries(Artifact... artifacts) {
        var app = TestInvocation.module("app");
        app.setArtifacts(new LinkedHashSet<>(Set.of(artifacts)));
        return ModelLibraries.of(TestInvocation.of(app, new Properties(), new Properties())).stream()
                .map(jar -> jar.getFileName().toString())
                .sorted()
                .toList();
    }

    @Test
    void areThoseThatDependOnQormCoreHoweverThatIsSaid() throws IOException {
        var parent = "<parent><groupId>org.shop</groupId><artifactId>%s</artifactId><version>1.0</version></parent>";
        installed("root", CORE);
        installed("middle", parent.formatted("root"));

        assertThat(libraries(
                        installed("itself", CORE),
                        installed("heir", parent.formatted("middle")),
                        installed("through", "<dependency><artifactId>itself</artifactId></dependency>"),
                        installed("workspace", ""),
                        installed("other", "<dependency><artifactId>jooq</artifactId></dependency>"),
                        installed("commented", "<!-- " + CORE + " -->")))
                .containsExactly("heir-1.0.jar", "itself-1.0.jar", "through-1.0.jar", "workspace-1.0.jar");
    }
}
