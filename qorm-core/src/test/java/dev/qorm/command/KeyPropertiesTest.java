package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Remark;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Included columns and NULLs that are equal, from the models to the database and back. */
class KeyPropertiesTest {
    private static final String[] PLAIN = {
        "fields.varchar(\"email\", 40).nullable();",
        "fields.varchar(\"tenant\", 40);",
        "fields.text(\"fullName\").nullable();"
    };

    private static void model(TestProject project, String... more) {
        project.model(
                "Account", Stream.concat(Stream.of(PLAIN), Stream.of(more)).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void includedColumnsGoFromModelsToTheDatabase(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            model(
                    project,
                    "fields.unique(\"email\").include(\"tenant\", \"fullName\");",
                    "fields.index(\"tenant\").include(\"full_name\");");
            assertThat(project.makeMigrations().operationLines()).containsExactly("  + create table account");
            assertThat(project.read("shop.migrations.Migration0001"))
                    .contains(
                            "unique(\"account_email_key\", \"email\").include(\"tenant\", \"full_name\")",
                            "index(\"account_tenant_idx\", \"tenant\").include(\"full_name\")");
            Migrate.run(project.request(database.database(), Mode.RUN));
            assertThat(InspectTest.differences(project, database)).isEmpty();

            model(project, "fields.unique(\"email\").include(\"tenant\");", "fields.index(\"tenant\");");
            assertThat(project.makeMigrations().operationLines())
                    .containsExactly(
                            "  - drop unique constraint account_email_key on account(email) include (tenant,"
                                    + " full_name)",
                            "  + add unique constraint account_email_key on account(email) include (tenant)",
                            "  - drop index account_tenant_idx on account(tenant) include (full_name)",
                            "  + create index account_tenant_idx on account(tenant)");
            Migrate.run(project.request(database.database(), Mode.RUN));
            assertThat(InspectTest.differences(project, database)).isEmpty();
        }
    }

    @Test
    void includedColumnsOfADatabaseAreTakenOver() {
        assumeThat(TestDatabase.withEqualNulls()).contains(Dialect.POSTGRESQL);
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.execute("create table author (id int primary key)");
            database.execute(
                    "create table account (id int primary key, email varchar(40), full_name text, author_id int"
                            + " not null references author, \"in,clude\" int, nick varchar(40) constraint account_nick_key unique,"
                            + " constraint account_email_key unique (email) include (full_name, \"in,clude\"),"
                            + " constraint by_nick unique nulls not distinct (nick, email) include (id) deferrable)");
            database.execute("create index account_author_id_idx on account (author_id) include (email)");
            database.execute("create unique index by_mail on account (lower(email) desc, nick) include (id, full_name)"
                    + " nulls not distinct where nick <> ' NULLS NOT DISTINCT'");

            var remarks = TakeOverTest.takeOver(
                    database, (old, made) -> assertThat(made.introspect()).isEqualTo(old.introspect()));

            assertThat(remarks).noneMatch(remark -> remark.contains("account"));
        }
    }

    @Test
    void aPrimaryKeyThatIncludesAColumnIsSaid() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create table account (id int, nick text, primary key (id) include (nick))");

            assertThat(InspectTest.inspect(project, database, false).remarks())
                    .extracting(Remark::toString)
                    .containsExactly("account: the primary key account_pkey is INCLUDE (nick); qorm ignores that");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withEqualNulls")
    void equalNullsGoFromModelsToTheDatabase(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            model(project, "fields.unique(\"email\");");
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            model(
                    project,
                    "fields.unique(\"email\").nullsNotDistinct();",
                    "fields.index(\"tenant\", \"email\").unique().nullsNotDistinct();");
            var made = project.makeMigrations();
            assertThat(made.operationLines())
                    .containsExactly(
                            "  - drop unique constraint account_email_key on account(email)",
                            "  + add unique constraint account_email_key on account(email) nulls not distinct",
                            "  + create unique index account_tenant_email_idx on account(tenant, email) nulls not"
                                    + " distinct");
            assertThat(made.warnings()).hasSize(2).allMatch(warning -> warning.contains("where NULL equals NULL"));
            Migrate.run(project.request(database.database(), Mode.RUN));
            assertThat(InspectTest.differences(project, database)).isEmpty();

            database.execute("alter table account drop constraint account_email_key");
            database.execute("alter table account add constraint account_email_key unique (email)");
            assertThat(InspectTest.differences(project, database))
                    .singleElement()
                    .asString()
                    .contains("(email) nulls not distinct", "(email)");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withEqualNulls")
    void equalNullsOfADatabaseAreTakenOver(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table account (id int primary key, email varchar(40), nick varchar(40),"
                    + " constraint account_email_key unique nulls not distinct (email),"
                    + " constraint account_nick_key unique (nick))");
            database.execute(
                    dialect == Dialect.H2
                            ? "create unique nulls not distinct index by_nick on account (nick, email)"
                            : "create unique index by_nick on account (nick, email) nulls not distinct");

            var remarks = TakeOverTest.takeOver(database, (old, made) -> {
                assertThat(made.introspect()).isEqualTo(old.introspect());
                made.execute("insert into account values (1, null, null)");
                assertThatThrownBy(() -> made.execute("insert into account values (2, null, 'x')"))
                        .isInstanceOf(IllegalStateException.class);
            });

            assertThat(remarks).isEmpty();
        }
    }

    @Test
    void aRelationNeedsNoIndexBesideOneThatCarriesMore() {
        try (var project = TestProject.empty()) {
            project.model("Author");
            project.model(
                    "Post",
                    "fields.manyToOne(\"author\", Author.class);",
                    "fields.manyToOne(\"reader\", Author.class);",
                    "fields.text(\"title\");",
                    "fields.index(\"author\").include(\"title\");",
                    "fields.index(\"title\").include(\"reader\");");
            project.makeMigrations();

            assertThat(project.read("shop.migrations.Migration0001"))
                    .contains(
                            "index(\"post_author_id_idx\", \"author_id\").include(\"title\")",
                            "index(\"post_reader_id_idx\", \"reader_id\")",
                            "index(\"post_title_idx\", \"title\").include(\"reader_id\")");
        }
    }

    @Test
    void whatCannotBeIsSaid() {
        try (var project = TestProject.empty()) {
            model(
                    project,
                    "fields.primaryKey(\"tenant\").include(\"email\");",
                    "fields.unique(\"email\").include(\"lower(tenant)\", \"nick\");",
                    "fields.index(\"email\").include(\"upper(tenant)\");");
            assertThatThrownBy(project::makeMigrations)
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("the primary key has include(…) or nullsNotDistinct(), which only unique"
                            + " constraints and indexes can have")
                    .hasMessageContaining("a unique constraint includes 'lower(tenant)', an expression; only fields can"
                            + " be included")
                    .hasMessageContaining("a unique constraint names the field 'nick', which is not there")
                    .hasMessageContaining("an index includes 'upper(tenant)', an expression");

            assertRefused(
                    project,
                    "fields.index(\"email\").include(\"email\");",
                    "includes the column email, which is part of its key");
            assertRefused(
                    project,
                    "fields.index(\"email\").include(\"tenant\", \"tenant\");",
                    "includes the column tenant twice");
            assertRefused(
                    project, "fields.index(\"email\").nullsNotDistinct();", "only a unique index can be; add unique()");
        }
    }

    private static void assertRefused(TestProject project, String statement, String message) {
        model(project, statement);
        assertThatThrownBy(project::makeMigrations)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aRenamedFieldStaysIncluded() {
        try (var project = TestProject.empty()) {
            model(project, "fields.varchar(\"nick\", 9);", "fields.index(\"email\").include(\"nick\");");
            project.makeMigrations();
            model(
                    project,
                    "fields.varchar(\"alias\", 9).renamedFrom(\"nick\");",
                    "fields.index(\"email\").include(\"alias\");");

            assertThat(project.makeMigrations().operationLines())
                    .containsExactly("  ~ rename column account.nick to alias");
        }
    }

    @Test
    void aFieldThatIsGoneIsSaid() {
        try (var project = TestProject.empty()) {
            model(project, "fields.varchar(\"nick\", 9);", "fields.index(\"email\").include(\"nick\");");
            project.makeMigrations();
            model(project, "fields.index(\"email\").include(\"nick\");");

            assertThatThrownBy(project::makeMigrations)
                    .hasMessageContaining("an index names the field 'nick', which is not there");
            model(project, "fields.index(\"email\");");
            assertThat(project.makeMigrations().operationLines())
                    .containsExactly(
                            "  - drop index account_email_idx on account(email) include (nick)",
                            "  - drop column account.nick   (destructive: data is lost)",
                            "  + create index account_email_idx on account(email)");
        }
    }
}
