package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Remark;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others than qorm made is taken over, then changed by a migration: what that does not speak of stays. */
class ChangesAfterTakeOverTest {
    /** Takes a database over and leads it to the models of which {@code old} is replaced by {@code changed}. */
    private static List<String> change(TestDatabase database, TestProject project, String old, String changed) {
        var remarks = InspectTest.inspect(project, database, false).remarks();
        project.makeMigrations();
        Migrate.run(project.request(database.database(), Mode.FAKE));
        var model = project.read("shop.models.T");
        assertThat(model).contains(old);
        project.write("shop.models.T", model.replace(old, changed));
        assertThat(project.makeMigrations().hasChanges()).isTrue();
        Migrate.run(project.request(database.database(), Mode.RUN));
        assertThat(Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                        .differences())
                .isEmpty();
        return remarks.stream().map(Remark::toString).toList();
    }

    private static void rollBack(TestDatabase database, TestProject project) {
        Rollback.run(project.request(database.database(), Mode.RUN));
        assertThat(Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                        .differences())
                .isEmpty();
    }

    private static void migrateToAnEmptyOne(TestProject project, Dialect dialect) {
        try (var empty = TestDatabase.fresh(dialect)) {
            Migrate.run(project.request(empty.database(), Mode.RUN));
            assertThat(Verify.run(new VerifyRequest(project.request(empty.database(), Mode.RUN), null))
                            .differences())
                    .isEmpty();
        }
    }

    @Test
    void aCheckInTheDefinitionOfAColumnOnMariaDb() {
        try (var database = TestDatabase.fresh(Dialect.MARIADB);
                var project = TestProject.empty()) {
            database.execute("create table t (id int not null primary key, price int check (price > 0))");
            change(database, project, "fields.integer(\"price\")", "fields.bigint(\"price\").comment(\"EUR\")");

            assertThatThrownBy(() -> database.execute("insert into t values (1, -5)"))
                    .hasMessageContaining("price");
            rollBack(database, project);
            assertThatThrownBy(() -> database.execute("insert into t values (1, -5)"))
                    .hasMessageContaining("price");
        }
    }

    @Test
    void aCheckInTheDefinitionOfAColumnGoes() {
        try (var database = TestDatabase.fresh(Dialect.MARIADB);
                var project = TestProject.empty()) {
            database.execute("create table t (id int not null primary key, price int check (price > 0))");
            change(database, project, "fields.check(\"price\", \"\\\"price\\\" > 0\");", "");

            database.execute("insert into t values (1, -5)");
        }
    }

    /** A new name is no other expression, whatever quotes the catalogue has around the old one. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void expressionsFollowAColumnThatIsRenamed(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            database.execute(
                    "create table t (id int not null primary key, price int not null, twice int generated always"
                            + " as (price + price) stored, constraint t_positive check (price > 0))");
            InspectTest.inspect(project, database, false);
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));
            var model = project.read("shop.models.T");
            project.write(
                    "shop.models.T",
                    model.replace("\\\"price\\\"", "cost")
                            .replace("fields.integer(\"price\")", "fields.integer(\"cost\").renamedFrom(\"price\")"));

            assertThat(project.makeMigrations().operationLines()).hasSize(1);
        }
    }

    @Test
    void aColumnThatTheServerSetsOnEachUpdate() {
        try (var database = TestDatabase.fresh(Dialect.MARIADB);
                var project = TestProject.empty()) {
            database.execute("create table t (id int not null primary key, a tinyint(1), changed timestamp not null"
                    + " default current_timestamp on update current_timestamp)");
            database.execute("insert into t values (1, 1, '2001-02-03 04:05:06')");
            change(database, project, "fields.bool(\"a\")", "fields.varchar(\"a\", 9)");

            assertThat(database.query("select a, changed from t"))
                    .containsExactly(List.of("true", "2001-02-03 04:05:06"));
        }
    }

    @Test
    void aNumberWithMoreDigitsThanQormHas() {
        try (var database = TestDatabase.fresh(Dialect.MARIADB);
                var project = TestProject.empty()) {
            database.execute("create table t (id int not null primary key, a decimal(40,35), b char(0), c char(36)"
                    + " character set ascii, d int)");
            change(database, project, "fields.integer(\"d\")", "fields.bigint(\"d\")");
            database.execute("insert into t (id, c) values (1, 'no uuid')");
        }
    }

    @Test
    void textsInDoubleQuotesOnSqlite() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE);
                var project = TestProject.empty()) {
            database.execute("create table t (id integer primary key, n int, status text not null"
                    + " check (status in (\"active\", \"it's\", 'x') and \"later\" > 0),"
                    + " more text as (status || \"!\") stored, later int not null,"
                    + " \"cast\" int check (\"cast\" > 0), \"raise\" int check (\"raise\" > 1))");
            database.execute("create index t_ix on t (n) where status = \"active\"");
            change(database, project, "fields.integer(\"n\")", "fields.bigint(\"n\").comment(\"a number\")");

            database.execute("insert into t (id, status, later) values (1, 'it''s', 1)");
            assertThat(database.query("select more from t")).containsExactly(List.of("it's!"));
            assertThatThrownBy(() -> database.execute("insert into t (id, status, later) values (2, 'y', 1)"))
                    .hasMessageContaining("CHECK");
            migrateToAnEmptyOne(project, Dialect.SQLITE);
        }
    }

    /** Columns of types that qorm does not know keep numbers as numbers there ("Datatypes In SQLite", section 3.1). */
    @Test
    void numbersInColumnsOfTypesThatOnlySqliteHas() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE);
                var project = TestProject.empty()) {
            database.execute("create table t (id integer primary key, c MONEY, p BIT, r YEAR, o LONG, g CURRENCY(9,2),"
                    + " chg int)");
            database.execute("insert into t values (1, 5, 5, 5, 5, 5, 5)");
            var numbers = "select typeof(c), typeof(p), typeof(r), typeof(o), typeof(g), c > 100 from t";
            var before = database.query(numbers);
            change(database, project, "fields.integer(\"chg\")", "fields.bigint(\"chg\")");

            assertThat(database.query(numbers)).isEqualTo(before);
            rollBack(database, project);
            assertThat(database.query(numbers)).isEqualTo(before);
            migrateToAnEmptyOne(project, Dialect.SQLITE);
        }
    }

    @Test
    void numbersThatWouldBecomeTextsOnSqlite() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE);
                var project = TestProject.empty()) {
            database.execute("create table t (id integer primary key, j json, u uuid, chg int)");
            database.execute("insert into t values (1, '{}', 'a', 5)");
            change(database, project, "fields.integer(\"chg\")", "fields.bigint(\"chg\")");
            database.execute("drop table t");
            database.execute("create table t (id integer primary key, j json, u uuid, chg bigint)");
            database.execute("insert into t values (1, 5, 'a', 5)");

            assertThatThrownBy(() -> rollBack(database, project))
                    .hasMessageContaining(
                            "t: the column j has numbers, which the type 'json' keeps in another form than"
                                    + " 'json text'; fields.nativeType(\"j\", \"json\") in the model keeps the type\nNothing")
                    .hasMessageNotContaining("column u");
            assertThat(database.query("select typeof(j) from t")).containsExactly(List.of("integer"));
        }
    }

    @Test
    void anIndexOfSqliteThatTakesTextsInBothCasesForOne() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE);
                var project = TestProject.empty()) {
            database.execute("create table t (id integer primary key, mail text, n int)");
            database.execute("create unique index t_mail on t(mail collate nocase)");
            change(database, project, "fields.integer(\"n\")", "fields.bigint(\"n\")");

            var index = "select sql from sqlite_master where name = 't_mail'";
            assertThat(database.query(index))
                    .containsExactly(List.of("CREATE UNIQUE INDEX t_mail on t(mail collate nocase)"));
            rollBack(database, project);
            database.execute("insert into t (mail) values ('a@b')");
            assertThatThrownBy(() -> database.execute("insert into t (mail) values ('A@B')"))
                    .hasMessageContaining("t.mail");
        }
    }

    /** Which the catalogue of H2 has as it stores them. */
    @Test
    void expressionsOfH2HaveTheNamesOfTheModel() {
        try (var database = TestDatabase.fresh(Dialect.H2);
                var project = TestProject.empty()) {
            database.execute("create table t (id int primary key, twice int as (age * 2), age int, \"Odd\" int,"
                    + " constraint grown check (age > 0 and \"Odd\" <> 5))");
            database.execute("insert into t (id, age, \"Odd\") values (1, 20, 7)");
            change(database, project, "fields.integer(\"age\")", "fields.bigint(\"age\")");

            assertThat(project.read("shop.models.T"))
                    .contains(".generatedAs(\"age * 2\")")
                    .contains("\"(age > 0) AND (\\\"Odd\\\" <> 5)\"");
            assertThat(database.query("select age, twice from t")).containsExactly(List.of("20", "40"));
            rollBack(database, project);
            migrateToAnEmptyOne(project, Dialect.H2);
            migrateToAnEmptyOne(project, Dialect.POSTGRESQL);

            var model = project.read("shop.models.T");
            project.write(
                    "shop.models.T",
                    model.replace("fields.bigint(\"age\")", "fields.bigint(\"years\").renamedFrom(\"age\")"));
            assertThatThrownBy(project::makeMigrations).hasMessageContaining("age is renamed to years");
        }
    }

    @Test
    void anIndexOfSqliteThatWouldLoseItsCollationWithItsName() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE);
                var project = TestProject.empty()) {
            database.execute("create table t (id integer primary key, mail text)");
            database.execute("create index t_mail on t(mail collate nocase)");

            assertThatThrownBy(() -> change(database, project, "\"t_mail\"", "\"t_mails\""))
                    .hasMessageContaining("the index t_mail has to be created again under another name")
                    .hasMessageContaining(".named(\"t_mail\")");
            assertThat(database.query("select name from sqlite_master where sql like '%nocase%'"))
                    .containsExactly(List.of("t_mail"));
        }
    }

    @Test
    void whatNoModelCanSayIsNotSentToTheModels() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE);
                var project = TestProject.empty()) {
            database.execute("create table t (id integer primary key, name text not null on conflict ignore, n int)");

            assertThatThrownBy(() -> change(database, project, "fields.integer(\"n\")", "fields.bigint(\"n\")"))
                    .hasMessageContaining(
                            "t: there is 'on conflict ignore', which no migration has\nNothing was changed.\n"
                                    + "Models cannot say that")
                    .hasMessageContaining("mvn qorm:migrate -Dqorm.fake")
                    .hasMessageNotContaining("verify");
        }
    }

    @Test
    void aCollationOfSqliteThatTheModelSaysWithTheNextChange() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE);
                var project = TestProject.empty()) {
            database.execute("create table t (id integer primary key, name text collate nocase unique, n int)");
            database.execute("insert into t (name) values ('a')");
            assertThatThrownBy(() -> change(database, project, "fields.integer(\"n\")", "fields.bigint(\"n\")"))
                    .hasMessageContaining("fields.nativeType(\"…\", \"text collate nocase\")");
            project.delete("shop.migrations.Migration0002");
            project.write(
                    "shop.models.T",
                    project.read("shop.models.T")
                            .replace("fields.text(\"name\")", "fields.nativeType(\"name\", \"text collate nocase\")")
                            .replace("fields.bigint(\"n\")", "fields.text(\"n\")"));
            project.makeMigrations(new Answers(null, "none", null, null, null));

            Migrate.run(project.request(database.database(), Mode.RUN));

            assertThatThrownBy(() -> database.execute("insert into t (name) values ('A')"))
                    .hasMessageContaining("t.name");
        }
    }

    /** PostgreSQL drops with the column what includes it, a unique constraint, too, and says nothing. */
    @Test
    void whatIncludesAColumnThatGoesIsNotLostOnPostgresql() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create table t (id int primary key, mail text, size int, note text,"
                    + " twice int generated always as (size * 2) stored,"
                    + " constraint one unique (mail) include (note), constraint sized check (note <> '' or size > 0))");
            database.execute("create index by_size on t (size) include (twice)");
            var remove = "fields.text(\"note\").nullable();";
            InspectTest.inspect(project, database, false);
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));
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
                    .containsExactly(
                            "t: the column b is computed and NOT NULL; qorm treats it as one that may be NULL");
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
                            "t: the column a is of the type mood[], which is not PostgreSQL's own: a database has"
                                    + " to have it before the migrations run");
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
