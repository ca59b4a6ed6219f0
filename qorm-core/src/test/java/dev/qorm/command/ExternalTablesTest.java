package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of somebody else, to which relations refer. */
class ExternalTablesTest {
    private static final String DIALECTS = "dev.qorm.testing.TestDatabase#dialects";
    private static final String PERSON = "create table person (id bigint not null primary key, name varchar(20))";
    private static final String ID = "fields.bigint(\"id\").primaryKey();";
    private static final String NAME = "fields.varchar(\"name\", 20).nullable();";
    private static final String EXTERNAL = "fields.table().external();";

    private static TestProject library(String... person) {
        return TestProject.empty()
                .model("Person", person)
                .model("Book", "fields.varchar(\"title\", 20);", "fields.manyToOne(\"author\", Person.class);");
    }

    private static TestDatabase fresh(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        if (dialect == Dialect.SQLITE) {
            database.execute("pragma foreign_keys = on");
        }
        return database;
    }

    private static void migrate(TestProject project, TestDatabase database) {
        Migrate.run(project.request(database.database(), Mode.RUN));
    }

    private static void rollBack(TestProject project, TestDatabase database) {
        Rollback.run(project.request(database.database(), Mode.RUN));
    }

    private static void addAda(TestDatabase database) {
        database.execute("insert into person (id, name) values (7, 'Ada')");
        database.execute("insert into book (title, author_id) values ('Notes', 7)");
    }

    private static void assertIsConsistent(TestProject project, TestDatabase database) {
        assertThat(Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                        .differences())
                .isEmpty();
        assertThat(project.makeMigrations().operationLines()).isEmpty();
        assertThat(database.query("select id, name from person")).containsExactly(List.of("7", "Ada"));
        assertThat(database.query("select title, author_id from book")).containsExactly(List.of("Notes", "7"));
        assertThatThrownBy(() -> database.execute("insert into book (title, author_id) values ('Lost', 8)"))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource(DIALECTS)
    void relationsReferToThem(Dialect dialect) {
        try (var project = library(NAME, EXTERNAL, "fields.manyToOne(\"friend\", Person.class);");
                var database = fresh(dialect)) {
            database.execute(PERSON);
            assertThat(project.makeMigrations().operationLines()).containsExactly("  + create table book");
            migrate(project, database);
            addAda(database);
            assertIsConsistent(project, database);

            project.model(
                    "Book",
                    "fields.varchar(\"title\", 30).comment(\"of the cover\");",
                    "fields.manyToOne(\"author\", Person.class).onDelete(dev.qorm.schema.ReferentialAction.CASCADE);",
                    "fields.integer(\"pages\").defaultValue(1);");
            project.makeMigrations();
            migrate(project, database);
            assertIsConsistent(project, database);

            rollBack(project, database);
            assertThat(database.query("select title, author_id from book")).containsExactly(List.of("Notes", "7"));
            rollBack(project, database);
            assertThat(database.query("select id, name from person")).containsExactly(List.of("7", "Ada"));
        }
    }

    @ParameterizedTest
    @MethodSource(DIALECTS)
    void theyHaveToExist(Dialect dialect) {
        try (var project = library(EXTERNAL);
                var database = fresh(dialect)) {
            project.model("Author", "fields.integer(\"n\");"); // whose table would be created before
            project.makeMigrations();
            assertThatThrownBy(() -> migrate(project, database))
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith(
                            "Migration0001 was not started: its foreign keys refer to external tables, and this"
                                    + " database does not have such keys there:\n  'create table book': person(id) does not exist\n");

            database.execute("create table person (name varchar(20))");
            assertThatThrownBy(() -> migrate(project, database)).hasMessageContaining("person(id) does not exist");

            if (!dialect.hasTransactionalDdl()) { // the others roll back
                database.execute("alter table person add id bigint not null");
                assertThatThrownBy(() -> migrate(project, database))
                        .hasMessageContaining("person(id) is no key of its table");
            }
            database.execute("drop table person");
            if (dialect.isMySqlFamily()) {
                database.execute("create table person (id bigint unsigned not null primary key)");
                assertThatThrownBy(() -> migrate(project, database))
                        .hasMessageContaining(
                                "person(id) is bigint unsigned, and the column that would refer to it bigint");
                database.execute("drop table person");
            }
            database.execute(PERSON);
            migrate(project, database);
            addAda(database);
            assertIsConsistent(project, database);
        }
    }

    @Test
    void theyHaveToExistForAConcurrentKey() {
        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.POSTGRESQL::equals));
        try (var project = TestProject.empty();
                var database = fresh(Dialect.POSTGRESQL)) {
            project.migration("Migration0001", "createTable(\"book\", column(\"author_id\", bigint()))")
                    .migration(
                            "Migration0002",
                            "addForeignKey(\"book\", foreignKey(\"book_fkey\", \"author_id\")"
                                    + ".referencesExternal(\"person\", \"id\")).concurrently()");
            assertThatThrownBy(() -> migrate(project, database))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("Migration0002 was not started")
                    .hasMessageContaining("person(id) does not exist");

            database.execute(PERSON);
            migrate(project, database);
            assertThatThrownBy(() -> database.execute("insert into book values (7)"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource(DIALECTS)
    void rowsThatReferToNothingAreFound(Dialect dialect) {
        try (var project = library(EXTERNAL);
                var database = fresh(dialect)) {
            project.model("Book", "fields.varchar(\"title\", 20);", "fields.bigint(\"author_id\").indexed();");
            project.makeMigrations();
            migrate(project, database);
            database.execute(PERSON);
            addAda(database);
            database.execute("insert into book (title, author_id) values ('Lost', 8)");

            project.model("Book", "fields.varchar(\"title\", 40);", "fields.manyToOne(\"author\", Person.class);");
            project.makeMigrations();
            assertThatThrownBy(() -> migrate(project, database))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining(
                            dialect == Dialect.SQLITE
                                    ? "the row 2 of book refers to no row of person"
                                    : "'add foreign key book_author_id_fkey on book(author_id) to person(id)'");

            database.execute("delete from book where title = 'Lost'");
            migrate(project, database);
            assertIsConsistent(project, database);
        }
    }

    @ParameterizedTest
    @MethodSource(DIALECTS)
    void theirTextsMayHaveOtherCharacters(Dialect dialect) {
        try (var project = library("fields.varchar(\"code\", 20).primaryKey();", EXTERNAL);
                var database = fresh(dialect)) {
            database.execute("create table person (code varchar(20) primary key)"
                    + (dialect.isMySqlFamily() ? " character set latin1" : ""));
            project.makeMigrations();
            migrate(project, database);
            database.execute("insert into person (code) values ('a')");
            database.execute("insert into book (title, author_code) values ('Notes', 'a')");

            project.model(
                    "Book",
                    "fields.varchar(\"title\", 20);",
                    "fields.manyToOne(\"author\", Person.class).nullable();",
                    "fields.manyToOne(\"editor\", Person.class).nullable();");
            project.makeMigrations();
            migrate(project, database);
            database.execute("update book set editor_code = author_code");
            assertThatThrownBy(() -> database.execute("update book set editor_code = 'b'"))
                    .isInstanceOf(IllegalStateException.class);
            rollBack(project, database);
            rollBack(project, database);
        }
    }

    /** MariaDB and MySQL do not let anybody change it while a foreign key refers to it. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "SQLITE", "POSTGRESQL"})
    void theirKeysMayChangeTheirType(Dialect dialect) {
        try (var project = library("fields.integer(\"id\").primaryKey();", EXTERNAL);
                var database = fresh(dialect)) {
            database.execute(PERSON.replace("bigint", "integer"));
            project.makeMigrations();
            migrate(project, database);
            addAda(database);

            if (dialect != Dialect.SQLITE) { // which does not compare types
                database.execute("alter table person alter column id set data type bigint");
            }
            project.model("Person", ID, EXTERNAL);
            project.makeMigrations();
            migrate(project, database);
            assertIsConsistent(project, database);
        }
    }

    @ParameterizedTest
    @MethodSource(DIALECTS)
    void aTableBecomesExternal(Dialect dialect) {
        try (var project = library(ID, NAME);
                var database = fresh(dialect)) {
            project.makeMigrations();
            migrate(project, database);
            addAda(database);

            project.model("Person", ID, EXTERNAL);
            var result = project.makeMigrations();
            assertThat(result.warnings()).singleElement().asString().contains("person is external now");
            migrate(project, database);
            assertIsConsistent(project, database);

            database.execute("alter table person add column born int");
            assertIsConsistent(project, database);
            database.execute("alter table person drop column born");

            rollBack(project, database);
            project.delete("shop.migrations.Migration0002").model("Person", ID, NAME);
            assertIsConsistent(project, database);
        }
    }

    @ParameterizedTest
    @MethodSource(DIALECTS)
    void aTableIsTakenOver(Dialect dialect) {
        try (var project = library(ID, EXTERNAL);
                var database = fresh(dialect)) {
            database.execute("create table person (id bigint not null, name varchar(20), "
                    + "constraint person_pkey primary key (id))");
            project.makeMigrations();
            migrate(project, database);
            addAda(database);

            project.model("Person", ID, NAME);
            var result = project.makeMigrations();
            assertThat(result.warnings()).singleElement().asString().contains("person is no longer external");
            migrate(project, database);
            assertIsConsistent(project, database);

            project.model("Person", ID, NAME, "fields.integer(\"born\").nullable();");
            assertThat(project.makeMigrations().operationLines()).containsExactly("  + add column person.born");
            migrate(project, database);
            assertIsConsistent(project, database);

            rollBack(project, database);
            rollBack(project, database);
            project.delete("shop.migrations.Migration0003")
                    .delete("shop.migrations.Migration0002")
                    .model("Person", ID, EXTERNAL);
            assertIsConsistent(project, database);
        }
    }

    @Test
    void aTableThatOneReferredToIsNotDropped() {
        try (var project = TestProject.empty()
                .model("Town", "fields.varchar(\"name\", 20);")
                .model("Person", NAME, "fields.manyToOne(\"home\", Town.class);")) {
            project.makeMigrations();
            project.delete("shop.models.Town").model("Person", NAME, EXTERNAL);

            assertThatThrownBy(project::makeMigrations)
                    .isInstanceOf(CommandException.class)
                    .hasMessage(
                            "the table person becomes external, and its foreign key person_home_id_fkey refers to town,"
                                    + " which has no model any more and would be dropped. Declare town external, too, or keep"
                                    + " its model until person no longer has that key");

            project.model("Town", EXTERNAL);
            assertThat(project.makeMigrations().operationLines())
                    .containsExactly(
                            "  - drop table person, with nothing to run", "  - drop table town, with nothing to run");
        }
    }
}
