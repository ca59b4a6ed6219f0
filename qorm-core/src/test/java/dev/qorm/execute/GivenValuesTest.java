package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.character;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where DDL commits, a migration does not begin that gives rows values which are in its own way. */
class GivenValuesTest {
    private static final Column TITLE = column("title", varchar(20)).nullable();
    private static final Column NOTE = column("note", varchar(20)).nullable();
    private static final Column SHELF = column("shelf", bigint()).nullable();
    private static final Column PRICE = column("price", decimal(10, 3));
    private static final Column STATE = column("state", enumeration("OPEN", "LENT", "LOST"));
    private static final Column PAGES = column("pages", integer());
    private static final Column LOST = column("lost", varchar(20)).nullable();
    private static final Column SLUG = column("slug", varchar(20));

    private static final MigrationSequence BOOKS = sequence(List.of(
            createTable("shelf", column("id", bigint()), primaryKey("shelf_pkey", "id")),
            createTable(
                    "book",
                    column("id", bigint()),
                    TITLE,
                    NOTE,
                    SHELF,
                    PRICE,
                    STATE,
                    PAGES,
                    primaryKey("book_pkey", "id"),
                    unique("book_title_key", "title"),
                    unique("book_price_key", "price"),
                    unique("book_pages_key", "pages"),
                    unique("book_state_key", "state", "shelf"),
                    foreignKey("book_shelf_fkey", "shelf").references("shelf", "id"),
                    check("book_lost", "state <> 'LOST' or price > 1.23"))));

    /**
     * Operations, of which the last one has rows in its way.
     *
     * @param spoil what puts them there
     * @param found what is said of them
     */
    private record Case(String spoil, String found, List<Operation> operations) {
        Case(String spoil, String found, Operation... operations) {
            this(spoil, found, List.of(operations));
        }

        Operation last() {
            return operations.get(operations.size() - 1);
        }

        @Override
        public String toString() {
            return last().describe() + ": " + found;
        }
    }

    static Stream<Arguments> cases() {
        return TestDatabase.journalled().flatMap(dialect -> kinds().map(each -> Arguments.of(dialect, each)));
    }

    private static Stream<Case> kinds() {
        var required = TITLE.nullable(false);
        return Stream.of(
                new Case(
                        "update book set title = null",
                        "Values of title that more than one row of book has: 1",
                        alterColumn("book", TITLE, required).backfill("-")),
                new Case(
                        "update book set title = concat('Emma', id)",
                        "Values of title that more than one row of book has: 1",
                        alterColumn("book", TITLE, TITLE.type(varchar(4))).backfillSql("substring(title, 1, 4)")),
                new Case(
                        "update book set title = null, note = null where id = 2",
                        "Rows of book that get NULL in title: 1",
                        alterColumn("book", TITLE, required).backfillSql("note")),
                new Case(
                        "update book set title = case id when 1 then 'EMMA' else 'Emma' end",
                        "Values of slug that more than one row of book has: 1",
                        addColumn("book", SLUG).backfillSql("lower(title)"),
                        addUnique("book", unique("book_slug_key", "slug"))),
                new Case(
                        "update book set note = 'Emma'",
                        "Values of slug, note that more than one row of book has: 1",
                        addColumn("book", SLUG).backfillSql("note"),
                        addUnique("book", unique("book_slug_note_key", "slug", "note"))),
                new Case(
                        "update book set title = null where id = 2",
                        "Rows of book that get NULL in slug: 1",
                        addColumn("book", SLUG).backfillSql("lower(title)")),
                new Case(
                        "update book set title = case id when 1 then 'EMMA' else 'Emma' end",
                        "Values of slug that more than one row of book has: 1",
                        addColumn("book", SLUG.nullable().generatedAs("lower(title)")),
                        addUnique("book", unique("book_slug_key", "slug"))),
                new Case(
                        "update book set shelf = null; delete from shelf where id = 2",
                        "Rows of book that refer to no row of shelf: 2",
                        alterColumn("book", SHELF, SHELF.nullable(false)).backfill(2)),
                new Case(
                        "update book set price = 1.5 + id * 0.001",
                        "Values of price that more than one row of book has: 1",
                        alterColumn("book", PRICE, PRICE.type(decimal(10, 2)))),
                new Case(
                        "update book set price = 1.5 + id * 0.1",
                        "Values of price that more than one row of book has: 1",
                        alterColumn("book", PRICE, PRICE.type(integer()))),
                new Case(
                        "update book set price = 1.231 where id = 2",
                        "Rows of book that do not satisfy the check book_lost: 1",
                        alterColumn("book", PRICE, PRICE.type(decimal(10, 2)))),
                new Case(
                        "update book set shelf = 1, state = case id when 1 then 'OPEN' else 'LENT' end",
                        "Values of state, shelf that more than one row of book has: 1",
                        alterColumn("book", STATE, STATE.type(enumeration("OPEN", "LOST")))
                                .backfill("OPEN")),
                new Case(
                        "update book set state = 'LENT', price = 1 where id = 2",
                        "Rows of book that do not satisfy the check book_lost: 1",
                        alterColumn("book", STATE, STATE.type(enumeration("OPEN", "LOST")))
                                .backfill("LOST")),
                new Case(
                        "update book set title = case id when 1 then 'Emma' else 'Emma ' end",
                        "Values of title that more than one row of book has: 1",
                        alterColumn("book", TITLE, TITLE.type(character(20)))),
                new Case(
                        "update book set pages = id",
                        "Values of pages that more than one row of book has: 1",
                        alterColumn("book", PAGES, PAGES.type(bool()))));
    }

    /** None of which is in the way of anything. */
    private static TestDatabase books(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        migrator(database).migrate(BOOKS, null);
        database.execute("insert into shelf values (1), (2)");
        database.execute("insert into book values (1, 'Emma', 'a', 1, 1.5, 'OPEN', 0)");
        database.execute("insert into book values (2, 'Persuasion', 'b', 2, 2.5, 'LOST', 7)");
        return database;
    }

    private static List<MigrationId> migrate(TestDatabase database, List<Operation> operations) {
        return migrator(database).migrate(withNote(operations), null);
    }

    /** Something comes first that would be lost. */
    private static MigrationSequence withNote(List<Operation> operations) {
        var all = Stream.concat(Stream.of(addColumn("book", LOST)), operations.stream());
        return sequence(BOOKS.migrations().get(0).operations(), all.toList());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void thatAreInTheWayAreFoundBefore(Dialect dialect, Case given) {
        try (var database = books(dialect)) {
            for (var statement : given.spoil.split("; ", -1)) {
                database.execute(statement);
            }
            assertThatThrownBy(() -> migrate(database, given.operations))
                    .hasMessageStartingWith("Migration0002 was not started, because rows are in the way:\n  '"
                            + given.last().describe() + "' would be refused. " + given.found);
            assertThat(database.differences(BOOKS.replay())).isEmpty();
        }
        try (var database = books(dialect)) {
            assertThat(migrate(database, given.operations)).containsExactly(new MigrationId(2));
        }
    }

    /** As they are with other names, of one letter in two cases, or different for each row. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void thatAreNotInTheWayAreNotFound(Dialect dialect) {
        try (var database = books(dialect)) {
            database.execute("update book set title = case id when 1 then 'emma' else 'Emma' end, shelf = null");

            migrate(
                    database,
                    List.of(
                            renameColumn("book", "note", "mark"),
                            addColumn("book", SLUG).backfillSql("concat('N', title)"),
                            addColumn("book", column("place", integer())).backfillSql("id * 2"),
                            addColumn("book", column("remark", varchar(20))).backfillSql("mark"),
                            alterColumn("book", SHELF, SHELF.nullable(false)).backfill(2),
                            alterColumn("book", PAGES, PAGES.type(bool())),
                            addUnique("book", unique("book_slug_key", "slug")),
                            addUnique("book", unique("book_place_key", "place")),
                            addUnique("book", unique("book_remark_key", "remark"))));

            assertThat(database.query("select slug, place, remark, shelf from book order by id"))
                    .containsExactly(List.of("Nemma", "2", "a", "2"), List.of("NEmma", "4", "b", "2"));
        }
    }

    /** MariaDB converts both values of a CASE to one type, and what does not fit into it becomes NULL. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void thatHaveAnotherTypeAreNotTakenForNull(Dialect dialect) {
        var grade = column("grade", enumeration("POOR", "FAIR")).nullable();
        var coins = sequence(
                List.of(createTable("coin", grade, column("token", uuid()))),
                List.of(
                        addColumn("coin", LOST),
                        alterColumn("coin", grade, grade.nullable(false)).backfillSql("token")));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(coins, new MigrationId(1));
            database.execute("insert into coin values ('POOR', '00000000-0000-4000-8000-00000000000a')");

            assertThat(migrator(database).migrate(coins, null)).containsExactly(new MigrationId(2));
        }
    }

    /** A computed column changes with the column that it reads, and may give NULL although it is not nullable. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void thatAreComputedAreNotThoseFromBefore(Dialect dialect) {
        var pages = PAGES.nullable();
        var coins = sequence(
                List.of(createTable(
                        "coin", pages, NOTE, column("size", integer()).generatedAs("coalesce(pages, 0)"))),
                List.of(
                        addColumn("coin", LOST),
                        addColumn("coin", column("twice", varchar(20)).generatedAs("concat(note, note)")),
                        alterColumn("coin", pages, PAGES).backfill(5),
                        addCheck("coin", check("coin_size", "size > 0"))));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(coins, new MigrationId(1));
            database.execute("insert into coin (pages, note) values (null, null)");

            assertThat(migrator(database).migrate(coins, null)).containsExactly(new MigrationId(2));
        }
    }

    /** H2 compares a text and a number as two numbers. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void thatAreNumbersAreComparedAsTheTextsThatTheyBecome(Dialect dialect) {
        var coins = sequence(
                List.of(createTable("coin", column("id", integer()), NOTE)),
                List.of(
                        addColumn("coin", LOST),
                        alterColumn("coin", NOTE, NOTE.nullable(false)).backfillSql("id"),
                        addUnique("coin", unique("coin_note_key", "note"))));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(coins, new MigrationId(1));
            database.execute("insert into coin values (1, '7'), (2, '07'), (3, null)");

            assertThat(migrator(database).migrate(coins, null)).containsExactly(new MigrationId(2));
        }
    }

    /** A value of an enumeration comes after another because of its place, and not because of its letters. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void thatACheckOrdersAreLeftToTheDatabase(Dialect dialect) {
        var grade = column("grade", enumeration("POOR", "FAIR", "NONE"));
        var change = alterColumn("coin", grade, grade.type(enumeration("POOR", "FAIR")))
                .backfill("FAIR");
        var coins = sequence(
                List.of(createTable("coin", grade, check("coin_grade", "grade >= 'POOR' or grade = 'FAIR'"))),
                List.of(addColumn("coin", LOST), change));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(coins, new MigrationId(1));
            database.execute("insert into coin values ('POOR')");

            assertThat(DryRun.obstacles(database, coins)).isEmpty();
            assertThat(migrator(database).migrate(coins, null)).containsExactly(new MigrationId(2));
        }
    }
}
