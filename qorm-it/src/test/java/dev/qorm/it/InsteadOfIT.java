package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A person puts a statement of their own around what makemigrations wrote. */
class InsteadOfIT {
    private static final String MIGRATION = "src/main/java/shop/migrations/Migration0002.java";

    @Test
    void goesThereAndBack() {
        var project = Project.of("java-step");
        project.model("shop.models.Post", "fields.varchar(\"title\", 40);")
                .mvn("qorm:makemigrations", "qorm:migrate")
                .succeeds();
        try (var client = Client.of(project)) {
            client.execute("insert into post (title) values ('two'), ('three')");
        }
        project.model("shop.models.Post", "fields.integer(\"title\");")
                .mvn("qorm:makemigrations", "-Dqorm.backfill=none")
                .succeeds();
        var written = project.read(MIGRATION);
        var operation =
                Pattern.compile("(alterColumn\\(.*\\))\\);", Pattern.DOTALL).matcher(written);
        assertThat(operation.find()).isTrue();
        project.write(
                MIGRATION,
                written.replace(
                        operation.group(1),
                        "runSql(\"alter table post alter column title set data type integer using length(title)\")"
                                + ".reversedBy(\"alter table post alter column title set data type varchar(40)\")"
                                + ".on(\"h2\").insteadOf(" + operation.group(1) + ")"));
        var check = project.mvn("qorm:check");
        check.fails().says("Migration0002 was edited");
        var fingerprint = Pattern.compile("@Fingerprint\\(\"[^\"]+\"\\)").matcher(check.output());
        assertThat(fingerprint.find()).isTrue();
        project.write(
                MIGRATION, project.read(MIGRATION).replaceFirst("@Fingerprint\\(\"[^\"]+\"\\)", fingerprint.group()));

        project.mvn("qorm:check", "qorm:migrate", "qorm:verify", "qorm:migrations")
                .succeeds()
                .says("Applied migration Migration0002", "alter column post.title: varchar(40) -> integer, by sql: ");
        try (var client = Client.of(project)) {
            assertThat(client.query("select title from post order by id")).containsExactly("3", "5");
        }
        project.mvn("qorm:rollback", "qorm:verify").succeeds();
        try (var client = Client.of(project)) {
            assertThat(client.query("select title from post order by id")).containsExactly("3", "5");
        }
    }
}
