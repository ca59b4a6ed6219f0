package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** A model is mended after its migration was tried: one migration is left for the review. */
class UpdateIT {
    private static final String FIRST = "src/main/java/shop/migrations/Migration0001.java";
    private static final String SECOND = "src/main/java/shop/migrations/Migration0002.java";
    private static final String THIRD = "src/main/java/shop/migrations/Migration0003.java";
    private static final String NAME = "fields.varchar(\"name\", 80);";

    @Test
    void itIsTriedTakenBackMendedAndTriedAgain() {
        var shop = Project.of("update").model("shop.models.Item", NAME);
        shop.mvn("qorm:makemigrations", "-Dqorm.update")
                .succeeds()
                .says("Migration Migration0001 successfully created");
        shop.model("shop.models.Item", "fields.varchar(\"title\", 80);", "fields.varchar(\"code\", 10).nullable();")
                .mvn(
                        "qorm:makemigrations",
                        "-Dqorm.name=codes of items",
                        "-Dqorm.rename=item.name:title",
                        "-Dqorm.backfill=item.code:sql(concat('x', id))")
                .succeeds();
        var tried = shop.read(SECOND);

        shop.mvn("qorm:makemigrations", "-Dqorm.update")
                .succeeds()
                .says("No changes detected")
                .saysNothingOf("was not checked");
        assertThat(shop.has(".qorm")).isFalse();
        shop.mvn("qorm:migrate").succeeds().says("Applied migration Migration0002");

        shop.model("shop.models.Item", "fields.varchar(\"title\", 80);", "fields.varchar(\"code\", 20).nullable();");
        shop.mvn("qorm:makemigrations", "-Dqorm.update")
                .fails()
                .says("Migration0002 cannot be rewritten", "mvn qorm:rollback")
                .saysNothingOf("at dev.qorm");
        assertThat(shop.read(SECOND)).isEqualTo(tried);
        shop.mvn("qorm:rollback").succeeds();

        shop.mvn("qorm:makemigrations", "-Dqorm.update", "-Dqorm.dryRun")
                .succeeds()
                .says(
                        "Migration Migration0002 would be updated",
                        "alter table item add code varchar(20)",
                        "alter table item alter column name rename to title");
        assertThat(shop.read(SECOND)).isEqualTo(tried);
        shop.mvn("qorm:makemigrations", "-Dqorm.update")
                .succeeds()
                .says(
                        "Migration Migration0002 successfully updated",
                        "  ~ rename column item.name to title",
                        "  + add column item.code",
                        "  " + SECOND);
        assertThat(shop.read(SECOND))
                .contains("Codes of items.", "varchar(20)", ".backfillSql(\"concat('x', id)\")")
                .doesNotContain("varchar(10)");
        assertThat(shop.has(THIRD)).isFalse();

        shop.mvn("qorm:migrate").succeeds().says("Applied migration Migration0002");
        shop.mvn("qorm:check", "qorm:verify").succeeds();
        shop.mvn("qorm:makemigrations").succeeds().says("No changes detected");
        try (var database = Client.of(shop)) {
            assertThat(database.columns("item")).containsExactly("id", "title", "code");
        }
    }

    /** The compiler has just made the class of the old one when the new source comes. */
    @Test
    void theNewOneIsInTheJarOfTheBuildThatWroteIt() {
        var name = "update-bound";
        var shop = Project.empty(name)
                .write("pom.xml", Poms.project(name, "", Poms.qormCore(), Poms.boundPlugin()))
                .model("shop.models.Item", NAME, "fields.integer(\"stock\").nullable();");
        shop.mvn("package", "-DskipTests").succeeds();
        shop.model("shop.models.Item", NAME, "fields.integer(\"amount\").nullable();");

        shop.mvn("package", "-DskipTests", "-Dqorm.update")
                .succeeds()
                .says(
                        "Whether a database has Migration0001 was not checked",
                        "Migration Migration0001 successfully updated");

        assertThat(shop.read(FIRST)).contains("\"amount\"").doesNotContain("\"stock\"");
        assertThat(classInJar(shop, name)).contains("amount").doesNotContain("stock");
        shop.mvn("package", "-DskipTests").succeeds().says("No changes detected");
        shop.mvn("qorm:migrate").succeeds();
        shop.environment("CI", "true")
                .mvn("compile", "-Dqorm.update")
                .fails()
                .says("qorm.update: nothing is written here");
    }

    private static String classInJar(Project project, String name) {
        try (var jar = new JarFile(project.path("target/" + name + "-1.0.jar").toFile());
                var content = jar.getInputStream(jar.getEntry("shop/migrations/Migration0001.class"))) {
            return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
