package dev.qorm.command;

import static dev.qorm.command.TakenOver.change;
import static dev.qorm.command.TakenOver.migrateToAnEmptyOne;
import static dev.qorm.command.TakenOver.rollBack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A migration changes a PostgreSQL database that was taken over: what it does not mention stays. */
class PostgresChangesAfterTakeOverTest {
    /** PostgreSQL drops with the column what includes it, a unique constraint, too, and says nothing. */
    @Test
    void whatIncludesAColumnThatGoesIsNotLostOnPostgresql() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create table t (id int primary key, mail text, size int, note text,"
                    + " twice int generated always as (size * 2) stored,"
                    + " constraint one unique (mail), constraint sized check (note <> '' or size > 0))");
            database.execute("create index by_size on t (size)");
            var remove = "fields.text(\"note\").nullable();";
            InspectTest.inspect(project, database, false);
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));
            database.execute("alter table t drop constraint one, add constraint one unique (mail) include (note)");
            database.execute("drop index by_size");
            database.execute("create index by_size on t (size) include (twice)");
            project.write(
                    "shop.models.T",
                    project.read("shop.models.T")
                            .replace(remove, "")
                            .replaceAll(" *fields.check\\(.*;\n", "")
                            .replace("fields.integer(\"size\")", "fields.bigint(\"size\")"));
            project.makeMigrations();

            assertThatThrownBy(() -> Migrate.run(project.request(database.database(), Mode.RUN)))
                    .hasMessageContaining("Migration0002 was not started")
                    .hasMessageContaining("the constraint one of t, with the column note\n")
                    .hasMessageContaining("the index by_size of t, with the column twice\n")
                    .hasMessageNotContaining("sized");

            database.execute("alter table t drop constraint one, add constraint one unique (mail)");
            database.execute("drop index by_size");
            database.execute("create index by_size on t (size)");
            Migrate.run(project.request(database.database(), Mode.RUN));
            rollBack(database, project);
        }
    }

    @Test
    void whatIncludesAColumnMayGoWithItOnPostgresql() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create table t (id int primary key, mail text, size int, note text,"
                    + " constraint one unique (mail) include (note))");
            database.execute("create index by_size on t (size) include (note)");
            InspectTest.inspect(project, database, false);
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));
            project.write(
                    "shop.models.T",
                    project.read("shop.models.T").replaceAll(" *fields.(text\\(\"note\"|unique|index).*;\n", ""));
            project.makeMigrations();

            Migrate.run(project.request(database.database(), Mode.RUN));

            rollBack(database, project);
        }
    }

    /** Its columns, and its checks with the names that they have, are those of the other one, and change with them. */
    @Test
    void aTableOfPostgresqlThatInheritsIsLeftOut() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create table t (id int primary key, size int check (size > 0))");
            database.execute("create table u (more int) inherits (t)");
            assertThat(change(database, project, "fields.integer(\"size\")", "fields.bigint(\"size\")"))
                    .containsExactly("the inheriting table u is left out: qorm manages plain tables only");

            assertThat(database.query("select pg_typeof(size) from u right join (select 1) one on true"))
                    .containsExactly(List.of("bigint"));
            rollBack(database, project);
            migrateToAnEmptyOne(project, Dialect.POSTGRESQL);
        }
    }

    @Test
    void aComputedColumnOfPostgresqlThatIsNotNullIsSaid() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute(
                    "create table t (id int primary key, a int not null, b int not null generated always as (a + 1)"
                            + " stored)");
            assertThat(change(database, project, "fields.integer(\"id\")", "fields.bigint(\"id\")"))
                    .containsExactly("t: the column b is computed and NOT NULL; qorm treats it as nullable");
            rollBack(database, project);
        }
    }

    /** Models do not say it, and PostgreSQL would make the key anew without it. */
    @Test
    void aForeignKeyOfPostgresqlKeepsWhenItIsChecked() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create table p (id varchar(20) primary key)");
            database.execute("create table t (id int primary key, p_id varchar(20) default 'none' references p"
                    + " on delete set default deferrable initially deferred)");
            InspectTest.inspect(project, database, false);
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));
            project.replace("shop.models.P", "fields.varchar(\"id\", 20)", "fields.text(\"id\")");
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));

            var key = "select pg_get_constraintdef(oid) from pg_constraint where contype = 'f'";
            var definition = List.of(
                    List.of("FOREIGN KEY (p_id) REFERENCES p(id) ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED"));
            assertThat(database.query(key)).isEqualTo(definition);
            rollBack(database, project);
            assertThat(database.query(key)).isEqualTo(definition);
        }
    }

    @Test
    void twoColumnsOfOneEnumerationOnPostgresql() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create type mood as enum ('happy', 'sad')");
            database.execute("create table t (id int primary key, a mood, b mood, c mood,"
                    + " constraint moods check (a <> 'sad' or b in ('sad', 'happy')))");
            database.execute("create index t_b on t (id) where 'sad' <> b");
            change(database, project, "fields.enumeration(\"c\", \"happy\", \"sad\").nullable();", "");

            migrateToAnEmptyOne(project, Dialect.POSTGRESQL);
        }
    }

    /** Values in conditions are written without the type, which goes with the old values. */
    @Test
    void theValuesOfAnEnumerationOfPostgresqlThatAPartialIndexReads() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create type order_state as enum ('NEW', 'PAID', 'SHIPPED')");
            database.execute("create table t (id int primary key, state order_state not null default 'NEW', note text"
                    + " default 'state = ''NEW''::order_state', constraint t_ck check (state <> 'PAID' or id > 0 and"
                    + " note <> 'state = ''NEW''::order_state'))");
            database.execute("create index t_open on t (id) where state in ('NEW', 'PAID') and 'SHIPPED' <> state");
            database.execute("create index t_odd on t (id) where greatest(state, 'PAID') = 'PAID'");
            database.execute("insert into t values (1, 'NEW'), (2, 'SHIPPED')");
            InspectTest.inspect(project, database, false);
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));
            var model = project.read("shop.models.T");
            assertThat(model)
                    .contains("where(\"((state in ('NEW', 'PAID')) AND ('SHIPPED' <> state))\")")
                    .contains("((state <> 'PAID') OR ((id > 0) AND (note <> 'state = ''NEW''::order_state'::text)))")
                    .contains("(GREATEST(state, 'PAID'::\\\"t.state\\\") = 'PAID'::\\\"t.state\\\")");

            database.execute("alter type order_state rename to \"t.state\"");
            project.write(
                    "shop.models.T",
                    model.replace("\"NEW\", \"PAID\", \"SHIPPED\"", "\"DRAFT\", \"NEW\", \"PAID\", \"SENT\"")
                            .replace("AND ('SHIPPED' <> state)", "AND ('SENT' <> state)"));
            project.makeMigrations(new Answers(null, "t.state:SENT", null, null, null));
            Migrate.run(project.request(database.database(), Mode.RUN));

            assertThat(database.query("select state from t order by id"))
                    .containsExactly(List.of("NEW"), List.of("SENT"));
            database.execute("delete from t where state = 'SENT'");
            rollBack(database, project);
            migrateToAnEmptyOne(project, Dialect.POSTGRESQL);
        }
    }

    @Test
    void aTypeOfTheirOwnIsSaid() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create type mood as enum ('happy', 'sad')");
            database.execute("create table t (id int primary key, a mood[], b int)");
            assertThat(change(database, project, "fields.integer(\"b\")", "fields.bigint(\"b\")"))
                    .containsExactly(
                            "t: the column a has the type mood[], which PostgreSQL itself does not have. Create it before"
                                    + " the migrations run");
        }
    }

    /** The sequence of a serial ends where its own type does, whatever the type of the column is. */
    @ParameterizedTest
    @ValueSource(strings = {"id serial primary key", "id int primary key default nextval('\"Numbers\"')"})
    void theSequenceOfASerialCountsAsFarAsItsColumn(String id) {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create sequence \"Numbers\" as int");
            database.execute("create table t (" + id + ", a int)");
            database.execute("insert into t (a) values (1), (2)");
            change(database, project, "fields.integer(\"id\")", "fields.bigint(\"id\")");
            var sequence = id.contains("serial") ? "t_id_seq" : "\"Numbers\"";

            database.execute("insert into t (a) values (3)");
            database.execute("select setval('" + sequence + "', 2147483647)");
            database.execute("insert into t (a) values (4)");

            assertThat(database.query("select id from t order by a"))
                    .containsExactly(List.of("1"), List.of("2"), List.of("3"), List.of("2147483648"));
            database.execute("delete from t where a = 4");
            database.execute("select setval('" + sequence + "', 3)");
            rollBack(database, project);
            database.execute("insert into t (a) values (4)");
            assertThat(database.query("select id from t where a = 4")).containsExactly(List.of("4"));
        }
    }

    /** Its sequence stays beside that of the identity which comes with the way back. */
    @Test
    void aSerialThatCountsNoMoreCountsOnAfterARollback() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create table t (id serial primary key, a int)");
            database.execute("insert into t (a) values (1), (2)");
            change(database, project, "fields.integer(\"id\").autoIncrement()", "fields.integer(\"id\")");
            rollBack(database, project);

            database.execute("insert into t (a) values (3)");

            assertThat(database.query("select id from t order by a"))
                    .containsExactly(List.of("1"), List.of("2"), List.of("3"));
        }
    }
}
