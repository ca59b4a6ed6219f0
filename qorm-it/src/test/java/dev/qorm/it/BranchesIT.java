package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two branches have each written a migration of one number, and Git has left both in one file. */
class BranchesIT {
    private static final String FOLDER = "src/main/java/shop/migrations/";

    @Test
    void theSecondMigrationOfANumberIsExplainedAndRenumbered() {
        var project = Project.of("two-branches").model("shop.models.Item", "fields.varchar(\"name\", 9);");
        project.mvn("qorm:makemigrations").succeeds();
        var theirs = migrationOf(project, "stock");
        project.delete(FOLDER + "Migration0002.java").delete("target/classes/shop/migrations/Migration0002.class");
        var ours = migrationOf(project, "slug");
        var conflict = ours.replace(
                body(ours), "<<<<<<< HEAD\n" + body(ours) + "=======\n" + body(theirs) + ">>>>>>> stock\n");
        project.write(FOLDER + "Migration0002.java", conflict)
                .model(
                        "shop.models.Item",
                        "fields.varchar(\"name\", 9);",
                        "fields.integer(\"slug\").nullable();",
                        "fields.integer(\"stock\").nullable();");

        for (var goal : new String[] {"makemigrations", "migrate", "check", "migrations"}) {
            project.mvn("qorm:" + goal)
                    .fails()
                    .says("Migration0002.java has two versions", "mvn qorm:renumber")
                    .saysNothingOf("COMPILATION ERROR", "at dev.qorm");
        }
        project.mvn("qorm:renumber", "-Dqorm.dryRun").succeeds().says("Migration0002 of stock -> Migration0003");
        assertThat(project.read(FOLDER + "Migration0002.java")).isEqualTo(conflict);

        project.mvn("qorm:renumber").succeeds().says("Wrote " + FOLDER + "Migration0003.java");

        assertThat(project.read(FOLDER + "Migration0002.java")).isEqualTo(ours);
        assertThat(project.read(FOLDER + "Migration0003.java")).contains("class Migration0003", "stock");
        project.mvn("qorm:check").succeeds().says("3 migrations agree");
        project.mvn("qorm:migrate").succeeds();
        project.mvn("qorm:renumber").succeeds().says("No migrations to renumber");

        project.write(FOLDER + "Migration0003_mine.java", project.read(FOLDER + "Migration0003.java"));
        project.mvn("qorm:migrate")
                .fails()
                .says("Migration0003_mine.java is a second Migration0003", "mvn qorm:renumber")
                .saysNothingOf("COMPILATION ERROR", "should be declared in a file named");
    }

    private static String migrationOf(Project project, String column) {
        project.model(
                "shop.models.Item", "fields.varchar(\"name\", 9);", "fields.integer(\"" + column + "\").nullable();");
        project.mvn("qorm:makemigrations").succeeds();
        return project.read(FOLDER + "Migration0002.java");
    }

    private static String body(String source) {
        return source.substring(source.indexOf("/**"));
    }
}
