package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The join table of a relation of many to many, from its creation to its end. */
class JoinTablesTest {
    private static final String DIALECTS = "dev.qorm.testing.TestDatabase#dialects";
    private static final String NAME = "fields.varchar(\"name\", 20);";

    private static TestProject library(String publishers) {
        return TestProject.empty().model("Author", NAME, publishers).model("Publisher", NAME);
    }

    private static void migrate(TestProject project, TestDatabase database) {
        Migrate.run(project.request(database.database(), Mode.RUN));
        assertThat(Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                        .differences())
                .isEmpty();
        assertThat(project.makeMigrations().operationLines()).isEmpty();
    }

    private static InspectResult inspect(TestProject project, TestDatabase database, boolean overwrite) {
        return Inspect.run(new InspectRequest(
                project.request(database.database(), Mode.RUN),
                new ModelsPlace(project.sources(), null, "shop.models"),
                overwrite,
                project.sources().resolveSibling("take-over.sql")));
    }

    @ParameterizedTest
    @MethodSource(DIALECTS)
    void keepsItsRowsWhenItsModelsAreRenamed(Dialect dialect) {
        try (var project = library("fields.manyToMany(\"publishers\", Publisher.class)"
                        + ".onDelete(dev.qorm.schema.ReferentialAction.CASCADE);");
                var database = TestDatabase.fresh(dialect)) {
            if (dialect == Dialect.SQLITE) {
                database.execute("pragma foreign_keys = on");
            }
            assertThat(project.makeMigrations().operationLines())
                    .containsExactly(
                            "  + create table author",
                            "  + create table publisher",
                            "  + create table author_publishers");
            migrate(project, database);
            database.execute("insert into author (id, name) values (7, 'Ada'), (8, 'Bo')");
            database.execute("insert into publisher (id, name) values (1, 'North'), (2, 'South')");
            database.execute("insert into author_publishers (author_id, publisher_id) values (7, 1), (7, 2), (8, 2)");
            assertThatThrownBy(() -> database.execute("insert into author_publishers values (7, 1)"))
                    .isInstanceOf(IllegalStateException.class);

            project.delete("shop.models.Author").delete("shop.models.Publisher");
            project.model(
                            "Writer",
                            NAME,
                            "fields.manyToMany(\"houses\", House.class).renamedFrom(\"publishers\");",
                            "fields.table().renamedFrom(\"Author\");")
                    .model("House", NAME, "fields.table().renamedFrom(\"Publisher\");");
            project.makeMigrations();
            migrate(project, database);
            assertThat(database.query("select writer_id, house_id from writer_houses order by writer_id, house_id"))
                    .containsExactly(List.of("7", "1"), List.of("7", "2"), List.of("8", "2"));

            Rollback.run(project.request(database.database(), Mode.RUN));
            assertThat(database.query(
                            "select author_id, publisher_id from author_publishers order by author_id, publisher_id"))
                    .containsExactly(List.of("7", "1"), List.of("7", "2"), List.of("8", "2"));
            database.execute("delete from author where id = 7");
            assertThat(database.query("select author_id, publisher_id from author_publishers"))
                    .containsExactly(List.of("8", "2"));
        }
    }

    @ParameterizedTest
    @MethodSource(DIALECTS)
    void linksTheRowsOfOneTableAndIsKnownToInspect(Dialect dialect) {
        try (var project = TestProject.empty().model("Person", NAME, "fields.manyToMany(\"friends\", Person.class);");
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            migrate(project, database);
            database.execute("insert into person (id, name) values (1, 'Ada'), (2, 'Bo')");
            database.execute("insert into person_friends (from_person_id, to_person_id) values (1, 2), (2, 1)");

            var inspected = inspect(project, database, false);
            assertThat(inspected.written()).isEmpty();
            assertThat(inspected.modelled()).containsExactly("person_friends (shop.models.Person)");

            inspect(project, database, true); // Person says nothing of its friends any more
            assertThat(project.read("shop.models.PersonFriends"))
                    .contains("fields.manyToOne(\"fromPerson\", Person.class)");

            project.delete("shop.models.PersonFriends").model("Person", NAME);
            assertThat(project.makeMigrations().operationLines())
                    .containsExactly("  - drop table person_friends   (destructive: data is lost)");
            migrate(project, database);
            Rollback.run(project.request(database.database(), Mode.RUN));
            assertThat(database.query("select * from person_friends")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(DIALECTS)
    void keepsItsPairsWhenItsModelsExchangeTheirNames(Dialect dialect) {
        var pairs = "fields.manyToMany(\"others\", %s.class).joinTable(\"pairs\");";
        var tags = "fields.manyToMany(\"tags\", Tag.class);";
        try (var project = TestProject.empty()
                        .model("Tag", NAME)
                        .model("Author", NAME, tags, pairs.formatted("Writer"))
                        .model("Writer", NAME, tags);
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            migrate(project, database);
            database.execute("insert into tag (id, name) values (5, 'new'), (6, 'old')");
            for (var table : List.of("author", "writer")) {
                database.execute(
                        "insert into " + table + " (id, name) values (1, '" + table + " 1'), (2, '" + table + " 2')");
            }
            database.execute("insert into author_tags (author_id, tag_id) values (1, 5)");
            database.execute("insert into writer_tags (writer_id, tag_id) values (2, 6)");
            database.execute("insert into pairs (author_id, writer_id) values (1, 2)");

            project.model("Writer", NAME, tags, pairs.formatted("Author")).model("Author", NAME, tags);
            project.makeMigrations(new Answers("author:writer,writer:author", null, null, null, null));
            migrate(project, database);

            assertThat(database.query("select name, tag_id from writer join writer_tags on writer_id = id"))
                    .containsExactly(List.of("author 1", "5"));
            assertThat(database.query("select name, tag_id from author join author_tags on author_id = id"))
                    .containsExactly(List.of("writer 2", "6"));
            assertThat(database.query("select w.name, a.name from pairs join writer w on writer_id = w.id"
                            + " join author a on author_id = a.id"))
                    .containsExactly(List.of("author 1", "writer 2"));
            Rollback.run(project.request(database.database(), Mode.RUN));
            assertThat(database.query("select name, tag_id from author join author_tags on author_id = id"))
                    .containsExactly(List.of("author 1", "5"));
        }
    }
}
