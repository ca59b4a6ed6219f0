package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropCheck;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rollback that rows are in the way of does not begin, either. */
class RollbackPreflightTest {
    private static final Column NAME = column("name", varchar(20)).nullable();
    private static final Operation NOTE =
            addColumn("book", column("note", varchar(20)).nullable());

    /** A key that is dropped is added again. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void theWayBackIsLookedAtToo(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var operations = List.of(dropUnique("book", unique("book_name_key", "name")), NOTE);
            var sequence = sequence(List.of(createTable("book", NAME, unique("book_name_key", "name"))), operations);
            migrator(database).migrate(sequence, null);
            database.execute("insert into book (name) values ('Emma'), ('Emma')");

            assertThatThrownBy(() -> migrator(database).rollback(sequence, null))
                    .hasMessageStartingWith(
                            "rolling back Migration0002 was not started, because rows are in the way:\n")
                    .hasMessageContaining("Values of name that more than one row of book has: 1")
                    .hasMessageEndingWith("None of this migration is rolled back. Correct these rows and run mvn"
                            + " qorm:rollback again.");
            assertThat(database.differences(sequence.replay())).isEmpty();

            database.execute("delete from book");
            assertThat(migrator(database).rollback(sequence, null)).containsExactly(new MigrationId(2));
        }
    }

    /** What stands in for the values of a column that was dropped is the same in each row. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void whatStandsInIsLookedAtToo(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var author = column("author", bigint());
            var room = column("room", bigint());
            var reference = foreignKey("book_author_fk", "author").references("author", "id");
            var key = unique("book_author_room_key", "author", "room");
            var sequence = sequence(
                    List.of(
                            createTable("author", column("id", bigint()), primaryKey("author_pkey", "id")),
                            createTable("book", author, room, reference, key)),
                    List.of(dropForeignKey("book", reference), dropUnique("book", key), dropColumn("book", author)));
            migrator(database).migrate(sequence, null);
            database.execute("insert into book (room) values (4), (4), (5)");

            assertThatThrownBy(() -> migrator(database).rollback(sequence, null))
                    .hasMessageStartingWith(
                            "rolling back Migration0002 was not started, because rows are in the way:\n")
                    .hasMessageContaining("Values of author, room that more than one row of book has: 1")
                    .hasMessageContaining("Rows of book that refer to no row of author: 3")
                    .hasMessageContaining("Or add to 'drop column book.author' in the migration");
            assertThat(database.differences(sequence.replay())).isEmpty();

            database.execute("insert into author values (0)");
            database.execute("delete from book where room = 4");
            assertThat(migrator(database).rollback(sequence, null)).containsExactly(new MigrationId(2));
        }
    }

    /** A key that is counted is gone, and what referred to it is there still. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void rowsDoNotComeToReferToOthers(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var id = column("id", bigint()).autoIncrement();
            var code = column("code", varchar(5));
            var author = column("author", bigint()).nullable();
            var reference = foreignKey("book_author_fk", "author").references("author", "id");
            var sequence = sequence(
                    List.of(
                            createTable("author", id, code, primaryKey("author_pkey", "id")),
                            createTable("book", author, NAME, reference)),
                    List.of(
                            dropForeignKey("book", reference),
                            dropPrimaryKey("author", primaryKey("author_pkey", "id")),
                            dropColumn("author", id),
                            addPrimaryKey("author", primaryKey("author_pkey", "code"))));
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("insert into author (code) values ('aa')");
            database.execute("insert into author (code) values ('bb')");
            database.execute("insert into author (code) values ('cc')");
            database.execute("delete from author where code = 'aa'");
            database.execute("insert into book (author) values (2)");
            migrator(database).migrate(sequence, null);

            assertThatThrownBy(() -> migrator(database).rollback(sequence, null))
                    .hasMessageContaining(
                            "'add foreign key book_author_fk on book(author) to author(id)' would make rows refer to other rows."
                                    + " Rows of book whose author dates from before the rows of author are renumbered: 1")
                    .hasMessageContaining("None of this migration is rolled back.");
            assertThat(database.differences(sequence.replay())).isEmpty();

            database.execute("update book set author = null");
            assertThat(migrator(database).rollback(sequence, null)).containsExactly(new MigrationId(2));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void aCheckThatComesBackWithItsColumn(Dialect dialect) {
        var beds = column("beds", integer());
        var hasBeds = check("room_beds", "beds > 0");
        var room = createTable("room", column("id", bigint()), beds, primaryKey("room_pkey", "id"), hasBeds);
        var sequence = sequence(List.of(room), List.of(dropCheck("room", hasBeds), dropColumn("room", beds)));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("insert into room values (1, 2)");
            migrator(database).migrate(sequence, null);

            assertThatThrownBy(() -> migrator(database).rollback(sequence, null))
                    .hasMessageContaining("rolling back Migration0002 was not started")
                    .hasMessageContaining("'add check room_beds on room: beds > 0' would be refused")
                    .hasMessageContaining("Or add to 'drop column room.beds' in the migration");
            assertThat(database.differences(sequence.replay())).isEmpty();
        }
    }
}
