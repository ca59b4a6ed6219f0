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

/** A migration changes an SQLite database that was taken over: what it does not mention stays. */
class SqliteChangesAfterTakeOverTest {
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
                            "t: the column j contains numbers, which the type 'json' stores in another form than"
                                    + " 'json text'. To keep the type, write fields.nativeType(\"j\", \"json\") in the model\nNothing")
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

    @Test
    void anIndexOfSqliteThatWouldLoseItsCollationWithItsName() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE);
                var project = TestProject.empty()) {
            database.execute("create table t (id integer primary key, mail text)");
            database.execute("create index t_mail on t(mail collate nocase)");

            assertThatThrownBy(() -> change(database, project, "\"t_mail\"", "\"t_mails\""))
                    .hasMessageContaining("the index t_mail must be created again under another name")
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
                    .hasMessageContaining("t has 'on conflict ignore', which no migration has\nNothing was changed.\n"
                            + "Models cannot declare that")
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
            InspectTest.inspect(project, database, false);
            var model = project.read("shop.models.T");
            project.write("shop.models.T", model.replace(".collation(\"sqlite\", \"nocase\")", ""));
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));
            project.write(
                    "shop.models.T",
                    project.read("shop.models.T").replace("fields.integer(\"n\")", "fields.bigint(\"n\")"));
            project.makeMigrations();
            assertThatThrownBy(() -> Migrate.run(project.request(database.database(), Mode.RUN)))
                    .hasMessageContaining("has 'collate nocase', which no migration has")
                    .hasMessageContaining(".collation(\"sqlite\", \"nocase\")");
            project.delete("shop.migrations.Migration0002");
            project.write("shop.models.T", model.replace("fields.integer(\"n\")", "fields.text(\"n\")"));
            project.makeMigrations(new Answers(null, "none", null, null, null));

            Migrate.run(project.request(database.database(), Mode.RUN));

            assertThatThrownBy(() -> database.execute("insert into t (name) values ('A')"))
                    .hasMessageContaining("t.name");
        }
    }
}
