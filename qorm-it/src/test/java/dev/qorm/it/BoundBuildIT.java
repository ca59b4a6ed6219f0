package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** makemigrations bound to generate-sources: what it writes is compiled and packaged in the same build. */
class BoundBuildIT {
    private static final String FIRST = "src/main/java/shop/migrations/Migration0001.java";
    private static final String SECOND = "src/main/java/shop/migrations/Migration0002.java";

    private static Project shop(String name) {
        return Project.empty(name)
                .write("pom.xml", Poms.project(name, "", Poms.qormCore(), Poms.boundPlugin()))
                .model("shop.models.Item", "fields.varchar(\"name\", 80);");
    }

    @ParameterizedTest
    @EnumSource(MavenVersion.class)
    void theMigrationIsInTheJarOfTheBuildThatWroteIt(MavenVersion maven) {
        var name = "bound-" + maven;
        var shop = shop(name).builtWith(maven);

        shop.mvn("package", "-DskipTests").succeeds().says("Migration Migration0001 successfully created");
        assertThat(isInJar(shop, name, "shop/migrations/Migration0001.class")).isTrue();

        var unchanged = shop.mvn("package", "-DskipTests").succeeds().says("No changes detected");
        assertThat(unchanged.count("Compiling ")).isZero();

        shop.model("shop.models.Item", "fields.varchar(\"name\", 80);", "fields.integer(\"stock\").defaultValue(0);")
                .mvn("package", "-DskipTests")
                .succeeds()
                .says("  + add column item.stock");
        assertThat(isInJar(shop, name, "shop/migrations/Migration0002.class")).isTrue();
        assertThat(shop.has("src/main/java/shop/migrations/Migration0003.java")).isFalse();
    }

    @Test
    void aBuildServerWritesNothingAndSaysWhatToRun() {
        var shop = shop("frozen").environment("CI", "true");

        shop.mvn("compile").fails().says("create table item", "mvn qorm:makemigrations");
        assertThat(shop.has(FIRST)).isFalse();

        shop.mvn("compile", "-Dqorm.frozen=false").succeeds();
        assertThat(shop.has(FIRST)).isTrue();
        shop.mvn("compile").succeeds().says("No changes detected");
    }

    @Test
    void checkAndDryRunWriteNothingAndSkipDoesNothing() {
        var shop = shop("read-only");

        shop.mvn("qorm:makemigrations", "-Dqorm.dryRun").succeeds().says("create table item");
        shop.mvn("qorm:makemigrations", "-Dqorm.check").fails().says("create table item");
        shop.mvn("qorm:makemigrations", "-Dqorm.check", "-Dqorm.dryRun")
                .fails()
                .says("Its SQL on H2", "create table item (", "The models have changes without a migration");
        shop.mvn("qorm:makemigrations", "-Dqorm.skip").succeeds().saysNothingOf("create table");
        assertThat(shop.has(FIRST)).isFalse();
        assertThat(shop.has(SECOND)).isFalse();
    }

    private static boolean isInJar(Project project, String name, String entry) {
        try (var jar = new JarFile(project.path("target/" + name + "-1.0.jar").toFile())) {
            return jar.getEntry(entry) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
