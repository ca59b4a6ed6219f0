package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On SQLite, which does not check foreign keys while a migration runs: what would lead nowhere stops it. */
class SqliteForeignKeysTest extends SqliteRuns {
    @Test
    void aKeyThatAForeignKeyByHandLeadsToDoesNotGo() {
        migrate(AUTHOR);
        database.execute("create table note (author_mail text references author (mail))");
        database.execute("create unique index author_mail on author (mail)");

        assertThatThrownBy(() -> migrate(AUTHOR, runSql("drop index author_mail")))
                .isInstanceOf(ExecutionException.class)
                .hasMessageStartingWith(
                        "Migration0002 would leave a foreign key that refers to no primary key or unique")
                .hasMessageContaining("foreign key mismatch - \"note\" referencing \"author\"")
                .hasMessageContaining("None of it was kept. Drop the foreign key");
        assertThat(database.query("select name from sqlite_master where name = 'author_mail'"))
                .hasSize(1);
    }

    @Test
    void aTableThatOthersReferToByHandIsNotDropped() {
        migrate(AUTHOR);
        database.execute("create table note (author_id integer references author (id))");
        database.execute("insert into author (name) values ('Ada')");
        database.execute("insert into note values (1)");

        assertThatThrownBy(() -> migrate(AUTHOR, AUTHOR.reverse()))
                .hasMessageContaining("the row 1 of note refers to no row of author");
        assertThat(database.query("select name from author")).containsExactly(List.of("Ada"));
    }

    @Test
    void rowsWithoutATargetStopWhatMovesRows() {
        migrate(AUTHOR, BOOK);
        database.execute("pragma foreign_keys = off");
        database.execute("insert into book (author_id) values (7)");

        assertThatThrownBy(() -> migrate(
                        AUTHOR,
                        BOOK,
                        alterColumn(
                                "book",
                                column("author_id", bigint()),
                                column("author_id", bigint()).nullable())))
                .hasMessageContaining(
                        "the row 1 of book refers to no row of author\nNone of it was kept. Correct these rows"
                                + " (pragma foreign_key_check finds those that were there before) and run mvn qorm:migrate again.");
        assertThatThrownBy(() -> migrate(AUTHOR, BOOK, runSql("update book set author_id = 8")))
                .hasMessageContaining("the row 1 of book refers to no row of author");
        assertThat(database.query("select author_id from book")).containsExactly(List.of("7"));
    }

    @Test
    void rowsWithoutATargetElsewhereStopNothing() {
        migrate(AUTHOR);
        database.execute("create table memo (ghost_id integer references ghost (id))");
        database.execute("insert into memo values (7)");

        migrate(AUTHOR, NO_MAIL, BOOK);

        assertThat(database.query("select count(*) from qorm_history")).containsExactly(List.of("3"));
    }

    /** What refers to what is read at the first migration that moves rows, and followed from then on. */
    @Test
    void aTableIsKnownByItsNewNameToWhatRefersToIt() {
        migrate(AUTHOR);
        database.execute("create table note (author_id integer references author (id))");
        database.execute("insert into author (name) values ('Ada')");
        database.execute("insert into note values (1)");
        var author = ((CreateTable) AUTHOR).table();

        assertThatThrownBy(() -> migrate(
                        AUTHOR,
                        NO_MAIL,
                        NO_MAIL.reverse(),
                        renameTable("author", "writer"),
                        new DropTable(author.renamed("writer"))))
                .hasMessageContaining("the row 1 of note refers to no row of writer");
        assertThat(database.query("select name from writer")).containsExactly(List.of("Ada"));
    }

    @Test
    void aForeignKeyIsKnownAsSoonAsItIsThere() {
        migrate(AUTHOR);
        database.execute("insert into author (name) values ('Ada')");

        assertThatThrownBy(() -> migrate(
                        AUTHOR,
                        NO_MAIL,
                        createTable("editor", column("id", bigint()), primaryKey("editor_pkey", "id")),
                        addColumn("author", column("editor_id", bigint())).backfill(9),
                        addForeignKey(
                                "author", foreignKey("editor_fkey", "editor_id").references("editor", "id"))))
                .hasMessageContaining(
                        "the row 1 of author refers to no row of editor\nNone of it was kept. Correct these rows"
                                + " (mvn qorm:migrate -Dqorm.dryRun shows the queries for those that were there before)");
        assertThat(database.query("select editor_id from author")).containsExactly(List.of("9"));
    }

    /** It is known by the name that a statement of a person gives its table. */
    @Test
    void aForeignKeyIsKnownBehindARenameByHand() {
        migrate(AUTHOR);
        database.execute("insert into author (name) values ('Ada')");

        assertThatThrownBy(() -> migrateAtOnce(
                        AUTHOR,
                        createTable("editor", column("id", bigint()), primaryKey("editor_pkey", "id")),
                        addColumn("author", column("editor_id", bigint())).backfill(9),
                        addForeignKey(
                                "author", foreignKey("editor_fkey", "editor_id").references("editor", "id")),
                        runSql("alter table author rename to writer").insteadOf(renameTable("author", "writer"))))
                .hasMessageContaining("the row 1 of writer refers to no row of editor")
                .hasMessageContaining("mvn qorm:migrate -Dqorm.dryRun shows the queries");
    }

    @Test
    void whatADroppedTableReferredToMayGoToo() {
        migrate(AUTHOR, BOOK);
        database.execute("insert into author (name) values ('Ada')");
        database.execute("insert into book (author_id) values (1)");

        migrate(AUTHOR, BOOK, NO_MAIL, NO_MAIL.reverse(), BOOK.reverse(), AUTHOR.reverse());

        assertThat(database.query("select count(*) from sqlite_master where name in ('author', 'book')"))
                .containsExactly(List.of("0"));
    }
}
