package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What only a person knows is never guessed: without a terminal the build fails with the questions and their answers. */
class QuestionsIT {
    private static final String SECOND = "src/main/java/blog/migrations/Migration0002.java";

    @Test
    void aRenameIsAnsweredByAFlagAndKeepsTheRows() {
        var blog = blogWithARow("rename-flag");
        blog.model("blog.models.Author", "fields.varchar(\"fullName\", 255);");

        blog.mvn("qorm:makemigrations")
                .fails()
                .says(
                        "the column author.full_name is new and name is gone: was it renamed?",
                        "-Dqorm.rename=author.name:full_name",
                        "-Dqorm.rename=none")
                .saysNothingOf("at dev.qorm");
        assertThat(blog.has(SECOND)).isFalse();
        assertThat(blog.read("target/qorm/questions.json"))
                .contains("\"kind\": \"rename\"", "\"-Dqorm.rename=author.name:full_name\"");

        blog.mvn("qorm:makemigrations", "-Dqorm.rename=author.name:full_name")
                .succeeds()
                .says("  ~ rename column author.name to full_name");
        blog.mvn("qorm:migrate").succeeds();
        try (var database = Client.of(blog)) {
            assertThat(database.query("select full_name from author")).isEqualTo(List.of("Ada"));
        }
        blog.mvn("qorm:rollback").succeeds();
        try (var database = Client.of(blog)) {
            assertThat(database.query("select name from author")).isEqualTo(List.of("Ada"));
        }
    }

    @Test
    void aRenameIsAnsweredByTheModelAndTheHintDoesNothingAfterwards() {
        var blog = blogWithARow("rename-hint");
        blog.write(
                "src/main/java/blog/models/Author.java",
                Models.source(
                                "blog.models",
                                "Writer",
                                "fields.table().renamedFrom(\"author\");",
                                "fields.varchar(\"fullName\", 255).renamedFrom(\"name\");")
                        .replace("public class", "class"));

        blog.mvn("qorm:makemigrations")
                .succeeds()
                .says("  ~ rename table author to writer", "  ~ rename column writer.name to full_name");
        blog.mvn("qorm:makemigrations").succeeds().says("No changes detected");
        blog.mvn("qorm:migrate").succeeds();
        try (var database = Client.of(blog)) {
            assertThat(database.query("select full_name from writer")).isEqualTo(List.of("Ada"));
        }
    }

    @Test
    void aColumnThatMustHaveAValueGetsOne() {
        var blog = blogWithARow("backfill");
        blog.model(
                "blog.models.Author",
                "fields.varchar(\"name\", 255);",
                "fields.varchar(\"slug\", 80);",
                "fields.integer(\"stars\");");

        blog.mvn("qorm:makemigrations")
                .fails()
                .says(
                        "the column author.slug (varchar(80)) is NOT NULL and has no default",
                        "-Dqorm.backfill=author.slug:<value>",
                        "-Dqorm.backfill=author.stars:<value>");
        blog.mvn("qorm:makemigrations", "-Dqorm.backfill=author.slug:'a, b',author.stars:many")
                .fails()
                .says("author.stars", "the value 'many' does not fit the type integer");
        assertThat(blog.has(SECOND)).isFalse();

        blog.mvn("qorm:makemigrations", "-Dqorm.backfill=author.slug:'a, b',author.stars:3")
                .succeeds();
        assertThat(blog.read(SECOND))
                .contains("addColumn(\"author\", column(\"slug\", varchar(80))).backfill(\"a, b\")");
        blog.mvn("qorm:migrate").succeeds();
        try (var database = Client.of(blog)) {
            assertThat(database.query("select slug || stars from author")).isEqualTo(List.of("a, b3"));
        }
        blog.mvn("qorm:makemigrations").succeeds().says("No changes detected");
    }

    private static Project blogWithARow(String name) {
        var blog = Project.of(name).model("blog.models.Author", "fields.varchar(\"name\", 255);");
        blog.mvn("qorm:makemigrations").succeeds();
        blog.mvn("qorm:migrate").succeeds();
        try (var database = Client.of(blog)) {
            database.execute("insert into author (name) values ('Ada')");
        }
        return blog;
    }
}
