package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.postgresql.util.DriverInfo;

/** A database that is there already: models and a first migration come from it, and what people do to it is found. */
class TakeOverIT {
    private static final String FAKE = "-Dqorm.fake";

    @Test
    void sakilaOnTheEmbeddedDatabase() {
        var sakila = SakilaStoryIT.withModels(Project.of("sakila-legacy-h2"));
        var taken = Project.of("sakila-taken-h2")
                .environment(
                        "QORM_URL",
                        "jdbc:h2:file:" + sakila.path(".qorm/database").toAbsolutePath());
        var url = "jdbc:h2:file:" + taken.path("target/new").toAbsolutePath();
        play(sakila, taken, "h2", () -> Client.of(sakila), url);
    }

    @Test
    void sakilaOnPostgres() throws IOException {
        try (var postgres = EmbeddedPostgres.start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            var driver = Poms.dependency("org.postgresql", "postgresql", DriverInfo.DRIVER_VERSION, "runtime");
            var sakila = SakilaStoryIT.withModels(Project.empty("sakila-legacy-postgresql"))
                    .write("pom.xml", Poms.single("sakila-legacy-postgresql", driver, ""))
                    .environment("QORM_URL", url);
            var taken = Project.empty("sakila-taken-postgresql")
                    .write("pom.xml", Poms.single("sakila-taken-postgresql", driver, ""))
                    .environment("QORM_URL", url);
            try (var database = Client.at(url)) {
                database.execute("create database taken");
            }
            play(sakila, taken, "postgresql", () -> Client.at(url), postgres.getJdbcUrl("postgres", "taken"));
        }
    }

    private static void play(
            Project sakila, Project taken, String database, Supplier<Client> clients, String newDatabase) {
        sakila.mvn("qorm:makemigrations").succeeds();
        sakila.mvn("qorm:migrate").succeeds();
        forget(clients);

        taken.mvn("qorm:inspect", "-Dqorm.modelsPackage=shop.models")
                .succeeds()
                .says("+ src/main/java/shop/models/FilmActor.java", "16 models written");
        taken.mvn("qorm:inspect").succeeds().says("0 models written, 16 are there already");
        taken.mvn("qorm:makemigrations").succeeds().says("src/main/java/shop/migrations/Migration0001.java");
        taken.mvn("qorm:verify").fails().says("the table film should not be there");
        taken.mvn("qorm:migrate", FAKE).succeeds().says("Recorded migration Migration0001 as applied");
        taken.mvn("qorm:verify").succeeds().says("No difference");

        taken.mvn("qorm:migrate", FAKE, "-Dqorm.url=" + newDatabase)
                .fails()
                .says("nothing was recorded", "the table film is missing");
        taken.mvn("qorm:migrate", "-Dqorm.url=" + newDatabase).succeeds();
        try (var old = clients.get();
                var young = Client.at(newDatabase)) {
            assertThat(SakilaCatalog.read(young, database)).isEqualTo(SakilaCatalog.read(old, database));
        }
        drift(taken, clients, newDatabase);
    }

    /** As a database that qorm never saw. */
    private static void forget(Supplier<Client> clients) {
        try (var client = clients.get()) {
            List.of("qorm_history", "qorm_step", "qorm_lock")
                    .forEach(table -> client.execute("drop table if exists " + table));
        }
    }

    private static void drift(Project taken, Supplier<Client> clients, String newDatabase) {
        try (var client = clients.get()) {
            client.execute("alter table city alter column city set default 'Rome'");
            client.execute("create table other_application (id int)");
        }
        taken.mvn("qorm:verify", "-Dqorm.format=json", "-Dqorm.outputFile=target/drift.json")
                .fails()
                .says("there is a difference")
                .saysNothingOf("at dev.qorm");
        assertThat(taken.read("target/drift.json")).isEqualTo("""
                [
                  {"table": "city", "part": "column city", "kind": "different", "expected": "no default", "actual": "default 'Rome'"}
                ]
                """);
        taken.mvn("qorm:verify", "-Dqorm.adopt")
                .succeeds()
                .says(
                        "city: the column city should be no default but is default 'Rome'",
                        "Migration Migration0002 successfully created",
                        "~ alter column city.city: default none -> 'Rome'",
                        "mvn qorm:migrate -Dqorm.fake");
        taken.mvn("qorm:migrate", FAKE).succeeds().says("Recorded migration Migration0002 as applied");
        taken.mvn("qorm:verify").succeeds().says("No difference");
        taken.mvn("qorm:migrate", "-Dqorm.url=" + newDatabase).succeeds().says("Applied migration Migration0002");
        taken.mvn("qorm:verify", "-Dqorm.url=" + newDatabase).succeeds().says("No difference");
    }

    @Test
    void aFirstModelIsCreatedAndNeverReplaced() {
        var blog = Project.of("create");

        blog.mvn("qorm:create", "-Dqorm.model=Post", "-Dqorm.modelsPackage=blog.models")
                .succeeds()
                .says("src/main/java/blog/models/Post.java");
        assertThat(blog.read("src/main/java/blog/models/Post.java")).isEqualTo("""
                package blog.models;

                import dev.qorm.model.Fields;
                import dev.qorm.model.Model;

                public class Post extends Model {
                    @Override
                    protected void schema(Fields fields) {
                    }
                }
                """);
        blog.mvn("qorm:create", "-Dqorm.model=Post").fails().says("Post.java already", "left as it is");
        blog.mvn("qorm:create", "-Dqorm.model=Author").succeeds().says("src/main/java/blog/models/Author.java");
        blog.mvn("qorm:create", "-Dqorm.model=2fa").fails().says("'2fa' cannot be the name of a class");
        blog.mvn("qorm:create").fails().says("mvn qorm:create -Dqorm.model=Post");
        blog.mvn("qorm:makemigrations").succeeds().says("+ create table author", "+ create table post");
    }
}
