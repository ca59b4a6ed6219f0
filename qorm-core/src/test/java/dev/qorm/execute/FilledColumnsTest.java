package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where DDL commits, a migration does not begin if the value that NULLs get is refused by what is over their column. */
class FilledColumnsTest {
    private static final Column NAME = column("name", varchar(20)).nullable();

    private static final Column AUTHOR = column("author", integer()).nullable();

    private static final Column WRITER = column("writer", integer()).nullable();

    private static final Column PAGES = column("pages", integer()).nullable();

    private static final ForeignKey KEY = foreignKey("book_author_fk", "author").references("author", "id");

    private static final List<Operation> BOOKS = List.of(
            createTable("author", column("id", integer()), primaryKey("author_pkey", "id")),
            createTable(
                    "book",
                    column("id", integer()),
                    NAME,
                    AUTHOR,
                    PAGES,
                    primaryKey("book_pkey", "id"),
                    unique("book_name_key", "name"),
                    KEY,
                    check("book_pages_check", "pages > 0")));

    /**
     * What is done to rows with NULL in book 1 and 2.
     *
     * @param found what is said of them
     * @param mend what makes the value possible
     */
    private record Case(List<Operation> operations, String found, String mend) {}

    static Stream<Arguments> cases() {
        var kept = dropForeignKey("book", KEY);
        var other = addForeignKey("book", KEY.onDelete(ReferentialAction.CASCADE));
        return Stream.of(
                        new Case(
                                List.of(alterColumn("book", NAME, NAME.nullable(false))
                                        .backfill("none")),
                                "Values of name that more than one row of book has: 1",
                                "update book set name = 'one' where id = 1"),
                        new Case(
                                List.of(alterColumn("book", NAME, NAME.nullable(false))
                                        .backfill("three")),
                                "Values of name that more than one row of book has: 1",
                                "update book set name = concat(id, '') where id in (1, 3)"),
                        new Case(
                                List.of(
                                        kept,
                                        alterColumn("book", AUTHOR, AUTHOR.nullable(false))
                                                .backfill(7),
                                        other),
                                "'add foreign key book_author_fk on book(author) to author(id) on delete cascade' would be"
                                        + " refused. Rows of book that refer to no row of author: 2",
                                "insert into author values (7)"),
                        new Case(
                                List.of(
                                        renameColumn("book", "author", "writer"),
                                        alterColumn("book", WRITER, WRITER.nullable(false))
                                                .backfill(7)),
                                "'alter column book.writer: null -> not null' would be refused. Rows of book that refer to"
                                        + " no row of author: 2",
                                "insert into author values (7)"),
                        new Case(
                                List.of(alterColumn("book", PAGES, PAGES.nullable(false))
                                        .backfill(0)),
                                "Rows of book that do not satisfy the check book_pages_check: 2",
                                "update book set pages = 1 where id < 3"),
                        new Case(
                                List.of(alterColumn(
                                        "book", PAGES, PAGES.nullable(false).defaultValue(0))),
                                "Rows of book that do not satisfy the check book_pages_check: 2",
                                "update book set pages = 1 where id < 3"))
                .flatMap(each -> TestDatabase.journalled().map(dialect -> Arguments.of(dialect, each)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theirValueIsCheckedBeforehand(Dialect dialect, Case each) {
        var operations = Stream.concat(
                        Stream.of(addColumn("book", column("note", integer()).nullable())), each.operations().stream())
                .toList();
        var books = sequence(BOOKS, operations);
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(books, new MigrationId(1));
            database.execute("insert into author values (1)");
            database.execute(
                    "insert into book values (1, null, null, null), (2, null, null, null), (3, 'three', 1, 3)");

            assertThatThrownBy(() -> database.migrator().migrate(books, null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContainingAll("was not started", each.found());
            database.execute(each.mend());
            database.migrator().migrate(books, null);

            assertThat(database.query("select id from book")).hasSize(3);
            database.migrator().rollback(books, new MigrationId(2));
        }
    }
}
