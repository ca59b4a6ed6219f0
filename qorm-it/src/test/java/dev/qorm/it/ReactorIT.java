package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models in one module, migrations in another. */
class ReactorIT {
    private static final String FIRST = "app/src/main/java/shop/migrations/Migration0001.java";
    private static final String PARENT =
            "<parent><groupId>org.example</groupId><artifactId>reactor</artifactId><version>1.0</version></parent>";

    private static Project reactor(String name) {
        var root = Poms.project("reactor", "", "", "")
                .replace(
                        "<version>1.0</version>\n  <properties>",
                        "<version>1.0</version>\n  <packaging>pom</packaging>\n"
                                + "  <modules><module>models</module><module>app</module></modules>\n  <properties>");
        return Project.empty(name)
                .write("pom.xml", root)
                .write("models/pom.xml", Poms.project("models", PARENT, Poms.qormCore(), ""))
                .write(
                        "app/pom.xml",
                        Poms.project(
                                "app",
                                PARENT,
                                Poms.qormCore() + Poms.dependency("org.example", "models", "1.0", "compile"),
                                Poms.plugin("")))
                .write("models/src/main/java/shop/models/Item.java", item("fields.varchar(\"name\", 80);"))
                .write("app/src/main/java/shop/App.java", "package shop;\n\nclass App {}\n");
    }

    private static String item(String... statements) {
        return Models.source("shop.models", "Item", statements);
    }

    @Test
    void theModuleWithThePluginOwnsTheMigrations() {
        var shop = reactor("reactor");
        var goal = "dev.qorm:qorm-maven-plugin:" + System.getProperty("qorm.version") + ":makemigrations";

        shop.mvn("-T", "4", goal)
                .succeeds()
                .says("Migration Migration0001 successfully created", "  " + FIRST, "Skipping makemigrations");
        assertThat(shop.read(FIRST)).contains("createTable(");
        assertThat(shop.has("models/src/main/java/shop/migrations")).isFalse();

        shop.write(
                        "models/src/main/java/shop/models/Item.java",
                        item("fields.varchar(\"name\", 80);", "fields.bool(\"sold\").defaultValue(false);"))
                .mvn(goal)
                .succeeds()
                .says("  + add column item.sold");
        shop.mvn(goal.replace("makemigrations", "migrate"))
                .succeeds()
                .says("Applied migration Migration0001", "Applied migration Migration0002");
    }

    @Test
    void modelsAndMigrationsMayBeInNamedModules() {
        var shop = reactor("named-modules")
                .write(
                        "models/src/main/java/module-info.java",
                        "module shop.models {\n    requires transitive dev.qorm;\n\n    exports shop.models;\n}\n")
                .write("app/src/main/java/module-info.java", "module shop.app {\n    requires shop.models;\n}\n");

        shop.mvn("dev.qorm:qorm-maven-plugin:" + System.getProperty("qorm.version") + ":makemigrations")
                .succeeds()
                .says("Migration Migration0001 successfully created")
                .saysNothingOf("filename-based automodules");
        shop.mvn("dev.qorm:qorm-maven-plugin:" + System.getProperty("qorm.version") + ":check", "compile")
                .succeeds()
                .says("Models and 1 migration agree");
    }

    /** Not even the models, which are in the middle of the merge, too; and nobody has installed their module. */
    @ParameterizedTest
    @EnumSource(MavenVersion.class)
    void nothingNeedCompileToRenumberTheMigrations(MavenVersion maven) {
        var shop = reactor("renumbered-" + maven).builtWith(maven);
        var goals = "dev.qorm:qorm-maven-plugin:" + System.getProperty("qorm.version") + ":";
        shop.mvn(goals + "makemigrations").succeeds();
        var second = shop.read(FIRST).replace("Migration0001", "Migration0002");
        shop.write("app/src/main/java/shop/migrations/Migration0002.java", second.replace("\"item", "\"price"))
                .write("app/src/main/java/shop/migrations/Migration0002_mine.java", second.replace("\"item", "\"sale"))
                .write("models/src/main/java/shop/models/Item.java", "<<<<<<< HEAD\n")
                .delete("models/target");

        shop.mvn(goals + "renumber").succeeds().says("Migration0002_mine -> Migration0003");
    }
}
