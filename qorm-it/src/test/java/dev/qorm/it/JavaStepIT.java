package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What no SQL says of the rows, a class of the project does between two migrations that are found. */
class JavaStepIT {
    private static final String FOLDER = "src/main/java/shop/migrations/";
    private static final String TITLE = "fields.varchar(\"title\", 40);";

    @Test
    void fillsAColumn() {
        var project = Project.of("java-step");
        project.model("shop.models.Post", TITLE)
                .mvn("qorm:makemigrations", "qorm:migrate")
                .succeeds();
        try (var client = Client.of(project)) {
            client.execute("insert into post (title) values ('Two Words'), ('Three more words')");
        }

        project.model("shop.models.Post", TITLE, "fields.varchar(\"slug\", 40).nullable();")
                .mvn("qorm:makemigrations")
                .succeeds();
        project.mvn("qorm:makemigrations", "-Dqorm.blank").succeeds();
        var blank = project.read(FOLDER + "Migration0003.java");
        assertThat(blank).contains("return List.of();");
        project.write(
                FOLDER + "Migration0003.java",
                blank.replace("List.of()", "List.of(runJava(FillSlugs.class).reversedBy(JavaStep.Nothing.class))")
                        .replace(
                                "import java.util.List;",
                                "import dev.qorm.operation.JavaStep;\nimport java.util.List;"));
        project.write(FOLDER + "FillSlugs.java", """
                package shop.migrations;

                import dev.qorm.operation.JavaStep;
                import java.sql.Connection;
                import java.sql.SQLException;

                final class FillSlugs implements JavaStep {
                    @Override
                    public void run(Connection connection) throws SQLException {
                        try (var posts = connection.createStatement();
                                var update = connection.prepareStatement("update post set slug = ? where id = ?");
                                var rows = posts.executeQuery("select id, title from post")) {
                            while (rows.next()) {
                                update.setString(1, rows.getString("title").toLowerCase().replace(' ', '-'));
                                update.setLong(2, rows.getLong("id"));
                                update.addBatch();
                            }
                            update.executeBatch();
                        }
                    }
                }
                """);
        project.model("shop.models.Post", TITLE, "fields.varchar(\"slug\", 40);")
                .mvn("qorm:makemigrations", "-Dqorm.backfill=none")
                .succeeds()
                .says("Migration Migration0004 successfully created");

        project.mvn("qorm:migrate", "-Dqorm.dryRun").succeeds().says("-- java shop.migrations.FillSlugs");
        project.mvn("qorm:migrate", "-Dqorm.check")
                .fails()
                .says(
                        "Would apply migration Migration0002",
                        "The database lacks 3 migrations, Migration0002 to Migration0004; nothing was applied");
        project.mvn("qorm:migrate", "qorm:check", "qorm:verify")
                .succeeds()
                .says("Applied migration Migration0003", "Applied migration Migration0004");
        try (var client = Client.of(project)) {
            assertThat(client.query("select slug from post order by id"))
                    .containsExactly("two-words", "three-more-words");
        }

        project.mvn("qorm:migrate", "-Dqorm.check").succeeds().says("No migrations to apply");

        project.mvn("qorm:rollback", "-Dqorm.target=Migration0002")
                .succeeds()
                .says("Rolled back migration Migration0003");
    }
}
