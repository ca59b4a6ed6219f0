package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A user's mistake is answered with what is wrong and what to do, and nothing is written. */
class BadInputIT {
    private static void failsCleanly(Project project, String... texts) {
        project.mvn("qorm:makemigrations").fails().says(texts).saysNothingOf("at dev.qorm", "NullPointerException");
        assertThat(project.has("src/main/java/shop/migrations/Migration0001.java"))
                .isFalse();
    }

    @Test
    void aProjectThatDoesNotCompile() {
        failsCleanly(
                Project.of("no-compile").model("shop.models.Item", "fields.varchar(\"name\", nonsense);"), "nonsense");
    }

    /** Nobody has told what is wrong: the compiler did not start. */
    @Test
    void aBuildThatFailsBeforeItCompiles() {
        var compiler = """
                <plugin>
                  <artifactId>maven-compiler-plugin</artifactId>
                  <configuration><compilerArgs><arg>-Xnonsense</arg></compilerArgs></configuration>
                </plugin>
                """;
        failsCleanly(
                Project.empty("no-compiler")
                        .write("pom.xml", Poms.project("no-compiler", "", Poms.qormCore(), Poms.plugin("") + compiler))
                        .model("shop.models.Item", "fields.varchar(\"name\", 9);"),
                "maven-compiler-plugin",
                "invalid flag: -Xnonsense",
                "makemigrations has not run and nothing was written");
    }

    @Test
    void modelsThatCannotWorkAreAllNamedAtOnce() {
        var project = Project.of("impossible-models")
                .model(
                        "shop.models.Item",
                        "fields.varchar(\"name\", 0);",
                        "fields.integer(\"twice\");",
                        "fields.integer(\"twice\");",
                        "fields.manyToOne(\"owner\", Owner.class).onDelete(SET_NULL);")
                .model("shop.models.Owner", "if (true) throw new IllegalStateException(\"no luck\");")
                .write(
                        "src/main/java/shop/models/Closed.java",
                        Models.source("shop.models", "Closed").replace("extends Model {", """
                                extends Model {
                                    public Closed(String name) {}
                                """));

        failsCleanly(
                project,
                "shop.models.Item.name: the length of a varchar must be at least 1",
                "shop.models.Item.twice: is declared twice",
                "shop.models.Item.owner: would be set to NULL but is NOT NULL",
                "shop.models.Owner: its schema method failed with java.lang.IllegalStateException: no luck at Owner.java:",
                "shop.models.Closed: has no constructor without parameters");
    }

    @Test
    void aFolderThatCannotBeWritten() {
        var project = Project.of("no-folder")
                .model("shop.models.Item", "fields.varchar(\"name\", 9);")
                .write("src/main/java/shop/migrations", "a file where the folder should be");

        failsCleanly(project, "cannot be written", "nothing was written");
    }

    @Test
    void aProjectWithoutQormCore() {
        var project = Project.empty("no-core").write("pom.xml", Poms.project("no-core", "", "", Poms.plugin("")));

        project.mvn("qorm:makemigrations")
                .fails()
                .says("<artifactId>qorm-core</artifactId>")
                .saysNothingOf("at dev.qorm");
    }
}
