package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sources and classes that do not agree: nothing is taken for what it is not any more, and nothing is passed over. */
class StaleClassesIT {
    private static final String FOLDER = "src/main/java/shop/migrations/";

    /** Its compiler leaves the classes of deleted sources behind. */
    private static Project shop(String name, String compilerConfiguration) {
        var compiler = """
                <plugin>
                  <artifactId>maven-compiler-plugin</artifactId>
                  <configuration>
                    <useIncrementalCompilation>false</useIncrementalCompilation>
                    %s
                  </configuration>
                </plugin>
                """.formatted(compilerConfiguration);
        var shop = Project.empty(name)
                .write("pom.xml", Poms.project(name, "", Poms.qormCore(), Poms.plugin("") + compiler))
                .model("shop.models.Item", "fields.varchar(\"name\", 80);")
                .model("shop.models.Customer", "fields.varchar(\"email\", 80);", "fields.date(\"born\");");
        return shop;
    }

    @Test
    void aModelWhoseSourceIsDeletedIsADeletedModel() {
        var shop = shop("stale-model", "");
        shop.mvn("qorm:makemigrations").succeeds();
        shop.delete("src/main/java/shop/models/Item.java");

        shop.mvn("qorm:makemigrations")
                .succeeds()
                .says("ignored the class shop.models.Item", "  - drop table item", "destructive");
        assertThat(shop.has("target/classes/shop/models/Item.class")).isTrue();
        shop.mvn("qorm:migrate").succeeds().says("Applied migration Migration0002");
    }

    @Test
    void aMigrationWithoutASourceOrAClassFailsTheBuildByName() {
        var shop = shop("stale-migration", "");
        shop.mvn("qorm:makemigrations").succeeds();
        var first = shop.read(FOLDER + "Migration0001.java");
        shop.mvn("qorm:migrate").succeeds();

        shop.delete(FOLDER + "Migration0001.java");
        shop.mvn("qorm:makemigrations").fails().says("shop.migrations.Migration0001 has a class, but no source");
        shop.mvn("qorm:migrate").fails().says("shop.migrations.Migration0001 has a class, but no source");

        shop.write(FOLDER + "Migration0001.java", first)
                .delete("target")
                .write(
                        "pom.xml",
                        shop.read("pom.xml")
                                .replace(
                                        "<useIncrementalCompilation>",
                                        "<excludes><exclude>**/Migration0001.java</exclude></excludes>"
                                                + "<useIncrementalCompilation>"));
        shop.mvn("qorm:migrate").fails().says("shop.migrations.Migration0001 has a source", "was not compiled");
        shop.mvn("qorm:makemigrations").fails().says("was not compiled").saysNothingOf("at dev.qorm");
    }

    @Test
    void whatIsNoMigrationOrTooManyOrMissingIsAnError() {
        var shop = shop("odd-migrations", "");
        shop.mvn("qorm:makemigrations").succeeds();
        var first = shop.read(FOLDER + "Migration0001.java");

        shop.write(FOLDER + "Helper.java", "package shop.migrations;\n\nclass Helper {}\n");
        shop.mvn("qorm:migrate").fails().says("shop.migrations.Helper", "move it to another package");
        shop.delete(FOLDER + "Helper.java").delete("target");

        shop.write(FOLDER + "Migration0003.java", first.replace("Migration0001", "Migration0003"));
        shop.mvn("qorm:migrate")
                .fails()
                .says("Migration0002 is missing, but there is Migration0003, which comes later");
        shop.delete(FOLDER + "Migration0003.java").delete("target");

        shop.write("src/main/java/other/Migration0001.java", first.replace("package shop.migrations", "package other"));
        shop.mvn("qorm:makemigrations").fails().says("there are migrations in 2 packages: other, shop.migrations");
    }
}
