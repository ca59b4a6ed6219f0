package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.migration.MigrationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What SQLite would leave behind without a word stops the migration; what was so before does not. */
class SqliteRunnerTest extends SqliteRuns {
    /** Which a type of the model may say; what else has a collation was made by hand. */
    @Test
    void aCollationThatATypeSaysIsNotLost() {
        var known = createTable(
                "tag",
                column("id", integer()).autoIncrement(),
                column("word", nativeType("varchar(20) collate NOCASE")),
                column("note", text()).nullable(),
                primaryKey("tag_pkey", "id"),
                unique("tag_word_key", "word"));
        var wider = alterColumn(
                "tag",
                column("word", nativeType("varchar(20) collate NOCASE")),
                column("word", nativeType("text collate nocase")));
        migrate(known, wider);
        database.execute("insert into tag (word) values ('a')");

        migrate(known, wider, dropColumn("tag", column("note", text()).nullable()));

        assertThatThrownBy(() -> database.execute("insert into tag (word) values ('A')"))
                .hasMessageContaining("tag.word");
    }

    @Test
    void aCollationBesideTheOneThatATypeSaysIsNotLost() {
        var known = createTable(
                "tag",
                column("id", integer()).autoIncrement(),
                column("word", nativeType("text collate nocase")),
                column("note", text()).nullable(),
                primaryKey("tag_pkey", "id"));
        migrate(known);
        database.execute("alter table tag drop column note");
        database.execute("alter table tag add note text collate nocase");

        assertThatThrownBy(() -> migrate(
                        known,
                        alterColumn(
                                "tag",
                                column("note", text()).nullable(),
                                column("note", text()).defaultValue(""))))
                .hasMessageContaining("tag has 'collate nocase', which no migration has");
    }

    @Test
    void aViewThatStopsWorkingStopsTheMigrationButNotTheOnesBefore() {
        migrate(AUTHOR);
        database.execute("create view mails as select mail from author");

        assertThatThrownBy(() -> migrate(AUTHOR, BOOK, NO_MAIL))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("mails");
        assertThat(database.query("select migration from qorm_history order by 1"))
                .containsExactly(List.of("Migration0001"), List.of("Migration0002"));
        assertThat(finished).containsExactly(new MigrationId(1), new MigrationId(2));
        assertThat(database.query("select mail from author")).isEmpty();
    }

    @Test
    void aTriggerOfAViewThatStopsWorkingStopsTheMigration() {
        migrate(AUTHOR);
        database.execute("create view names as select name from author");
        database.execute("create trigger names_ii instead of insert on names begin"
                + " insert into author (name, mail) values (new.name, '-'); end");

        assertThatThrownBy(() -> migrate(AUTHOR, NO_MAIL))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("the triggers of the view names on insert");
        database.execute("insert into names values ('Ada')");
        assertThat(database.query("select name, mail from author")).containsExactly(List.of("Ada", "-"));

        database.execute("drop trigger names_ii");
        database.execute("create trigger names_ii instead of insert on names begin"
                + " insert into author (name) values (new.name); end");
        migrate(AUTHOR, NO_MAIL);
    }

    @Test
    void aTriggerOfAViewMayBeDropped() {
        migrate(AUTHOR);
        database.execute("create view names as select name from author");
        database.execute("create trigger names_ii instead of insert on names begin select 1; end");
        database.execute("create trigger names_id instead of delete on names begin select 1; end");

        migrate(AUTHOR, runSql("drop trigger names_ii"));

        assertThat(database.query("select name from sqlite_master where type = 'trigger'"))
                .containsExactly(List.of("names_id"));
    }

    @Test
    void aViewThatDidNotWorkBeforeIsNoReason() {
        migrate(AUTHOR);
        database.execute("create view ghosts as select * from ghost");

        migrate(AUTHOR, BOOK, NO_MAIL);

        assertThat(database.query("select count(*) from qorm_history")).containsExactly(List.of("3"));
    }

    @Test
    void aViewThatStopsWorkingIsNamedAlsoIfItHasATrigger() {
        migrate(AUTHOR);
        database.execute("create view mails as select mail from author");
        database.execute("create trigger mails_ii instead of insert on mails begin select 1; end");

        assertThatThrownBy(() -> migrate(AUTHOR, NO_MAIL))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("the view mails: ");
    }

    @Test
    void aViewThatDidNotWorkBeforeIsNoReasonEvenIfItHasATrigger() {
        migrate(AUTHOR);
        database.execute("create view ghosts as select * from ghost");
        database.execute("create trigger ghosts_ii instead of insert on ghosts begin select 1; end");

        migrate(AUTHOR, BOOK, NO_MAIL);

        assertThat(database.query("select count(*) from qorm_history")).containsExactly(List.of("3"));
    }

    @Test
    void aFullTextIndexThatStopsWorkingStopsTheMigration() {
        migrate(AUTHOR);
        database.execute("create virtual table mails using fts5(mail, content='author', content_rowid='id')");

        assertThatThrownBy(() -> migrate(AUTHOR, NO_MAIL))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("the virtual table mails: ");
        assertThat(database.query("select mail from mails")).isEmpty();

        database.execute("drop table mails");
        database.execute("create virtual table mails using fts5(name, content='author', content_rowid='id')");
        migrate(AUTHOR, NO_MAIL);
    }

    /** As on a full disk. */
    @Test
    void aRunOfWhichSqliteTookBackTheTransactionSaysSo() {
        migrate(AUTHOR);
        database.execute("insert into author (id) values (1)");

        assertThatThrownBy(() -> migrate(AUTHOR, BOOK, runSql("insert or rollback into author (id) values (1)")))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("Migration0003 failed")
                .hasMessageContaining("The database rolled back everything that this run did");
        assertThat(database.query("select migration from qorm_history")).containsExactly(List.of("Migration0001"));

        migrate(AUTHOR, BOOK);
        assertThat(database.query("select count(*) from qorm_history")).containsExactly(List.of("2"));
    }

    @Test
    void whatFailsAloneLeavesTheOnesBefore() {
        migrate(AUTHOR);
        database.execute("insert into author (id) values (1)");

        assertThatThrownBy(() -> migrate(AUTHOR, BOOK, runSql("insert into author (id) values (1)")))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("None of this migration is applied; the ones before it are");
        assertThat(database.query("select count(*) from qorm_history")).containsExactly(List.of("2"));
    }

    /** The key steps aside between the two, and the counter and what is not the migrations' stay. */
    @Test
    void aTableThatIsBuiltAnewTwiceKeepsWhatIsItsOwn() {
        migrate(AUTHOR);
        database.execute("create table log (name text)");
        database.execute("create trigger logging after insert on author begin insert into log values (new.name); end");
        database.execute("create index by_name on author (lower(name))");
        database.execute("insert into author (name) values ('Ada'), ('Bob')");
        database.execute("delete from author where name = 'Bob'");
        var key = primaryKey("author_pkey", "id");

        migrateAtOnce(
                AUTHOR,
                dropPrimaryKey("author", key),
                addColumn("author", column("low", varchar(20))).backfillSql("lower(name)"),
                addColumn("author", column("lower", varchar(20))).backfillSql("substring(low, 1, 1)"),
                addColumn("author", column("lowest", varchar(20))).backfillSql("lower || id"),
                addPrimaryKey("author", key));

        database.execute("insert into author (name, low, lower, lowest) values ('Cy', '', '', '')");
        assertThat(database.query("select id, name, low, lower, lowest from author"))
                .containsExactly(List.of("1", "Ada", "ada", "a", "a1"), List.of("3", "Cy", "", "", ""));
        assertThat(database.query("select name from log"))
                .containsExactly(List.of("Ada"), List.of("Bob"), List.of("Cy"));
        assertThat(database.query("select name from sqlite_master where name = 'by_name'"))
                .hasSize(1);
        assertThat(database.query("select seq from sqlite_sequence where name = 'author'"))
                .containsExactly(List.of("3"));
    }

    @Test
    void nothingIsSaidToBeDoneThatAReaderKeepsFromBeingWritten() throws SQLException {
        migrate(AUTHOR);
        finished.clear();
        try (var reader = database.database().connect();
                var statement = reader.createStatement();
                var rows = read(reader, statement)) {
            assertThatThrownBy(() -> migrate(AUTHOR, BOOK))
                    .hasMessageContaining("Another connection has the file of the database in use")
                    .hasMessageContaining("none of these migrations is recorded as done");
            assertThat(rows.next()).isTrue();
        }

        assertThat(finished).isEmpty();
        migrate(AUTHOR, BOOK);
        assertThat(finished).containsExactly(new MigrationId(2));
    }

    private static ResultSet read(Connection reader, Statement statement) throws SQLException {
        reader.setAutoCommit(false);
        return statement.executeQuery("select migration from qorm_history");
    }

    @Test
    void rowsStayWhereNoneOfTheirColumnsDoes() {
        var id = column("id", bigint()).autoIncrement();
        var key = primaryKey("t_pkey", "id");
        var create = createTable("t", id, key);
        migrate(create);
        database.execute("insert into t values (7)");
        database.execute("insert into t values (9)");

        migrateAtOnce(
                create,
                dropPrimaryKey("t", key),
                alterColumn("t", id, column("id", bigint())),
                addColumn("t", column("uid", bigint()).autoIncrement()),
                dropColumn("t", column("id", bigint())),
                addPrimaryKey("t", primaryKey("t_pkey", "uid")));
        assertThat(database.query("select uid from t")).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void rowsStayWithTheDefaultOfTheOnlyColumnThatIsLeft() {
        var name = column("name", varchar(20)).nullable();
        var create = createTable("t", name);
        migrate(create);
        database.execute("insert into t values ('Ada')");

        migrateAtOnce(
                create,
                addColumn("t", column("mail", varchar(20)).defaultValue("none")),
                addColumn("t", column("note", varchar(20)).nullable()),
                dropColumn("t", name));
        assertThat(database.query("select mail, note from t"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("[none");
    }
}
