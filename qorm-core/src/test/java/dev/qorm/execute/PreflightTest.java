package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.binary;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where DDL commits, a migration that rows are in the way of does not begin, and what is mended by then is not in the way. */
class PreflightTest {
    private static final Column NAME = column("name", varchar(20)).nullable();

    private static final Column PAGES = column("pages", bigint()).nullable();

    private static final Column PRICE = column("price", decimal(10, 2)).nullable();

    private static final Column COVER = column("cover", binary(10)).nullable();

    /** What comes first in a migration, so that there is something to lose. */
    private static final Operation FIRST =
            addColumn("book", column("note", varchar(20)).nullable());

    private static final MigrationSequence BOOKS = sequence(List.of(
            createTable("author", column("id", bigint()), primaryKey("author_pkey", "id")),
            createTable(
                    "book",
                    column("id", bigint()),
                    column("author", bigint()).nullable(),
                    column("sequel", bigint()).nullable(),
                    NAME,
                    PAGES,
                    PRICE,
                    COVER,
                    primaryKey("book_pkey", "id"))));

    /**
     * An operation that rows are in the way of.
     *
     * @param found what is said of them
     * @param mend what takes them out of the way
     */
    private record Case(Operation operation, String found, String mend) {
        boolean isOf(ColumnType type) {
            return operation instanceof AlterColumn alter && alter.to().type().equals(type);
        }

        @Override
        public String toString() {
            return operation.describe();
        }
    }

    static Stream<Arguments> cases() {
        return TestDatabase.journalled().flatMap(dialect -> kinds().map(each -> Arguments.of(dialect, each)));
    }

    /** PostgreSQL has no length of bytes, and SQLite counts letters by a function of its own. */
    static Stream<Arguments> everywhere() {
        return TestDatabase.dialects()
                .flatMap(dialect -> kinds().filter(each -> !(dialect == Dialect.POSTGRESQL && each.isOf(binary(2)))
                                && !(dialect == Dialect.SQLITE && each.isOf(varchar(5))))
                        .map(each -> Arguments.of(dialect, each)));
    }

    private static Stream<Case> kinds() {
        return Stream.of(
                new Case(
                        alterColumn("book", NAME, NAME.nullable(false)),
                        "Rows of book with NULL in name: 1",
                        "update book set name = '-' where name is null"),
                new Case(
                        addColumn("book", column("stars", integer())),
                        "Rows of book that have no value for it: 4",
                        "delete from book"),
                new Case(
                        addUnique("book", unique("book_name_key", "name")),
                        "Values of name that more than one row of book has: 1",
                        "update book set name = 'other' where id = 2"),
                new Case(
                        createIndex("book", uniqueIndex("book_name_pages_idx", "name", "pages")),
                        "Values of name, pages that more than one row of book has: 1",
                        "update book set pages = 13 where id = 2"),
                new Case(
                        addForeignKey(
                                "book", foreignKey("book_author_fk", "author").references("author", "id")),
                        "Rows of book that refer to no row of author: 2",
                        "update book set author = null where author > 1"),
                new Case(
                        addForeignKey(
                                "book", foreignKey("book_sequel_fk", "sequel").references("book", "id")),
                        "Rows of book that refer to no row of book: 1",
                        "update book set sequel = 1 where id = 3"),
                new Case(
                        addCheck("book", check("book_pages_check", "pages > 0 or name = 'x'")),
                        "Rows of book that do not satisfy it: 1",
                        "update book set pages = 1 where pages < 0"),
                narrower(NAME, varchar(5), "update book set name = 'title' where id in (1, 2)"),
                narrower(NAME, enumeration("a", "b"), "update book set name = 'b'"),
                narrower(PAGES, integer(), "update book set pages = 1 where id = 4"),
                narrower(PAGES, date(), "delete from book"),
                narrower(PRICE, decimal(4, 2), "update book set price = 99.99 where id = 1"),
                narrower(COVER, binary(2), "update book set cover = x'0102'"));
    }

    private static Case narrower(Column column, ColumnType type, String mend) {
        return new Case(
                alterColumn("book", column, column.type(type)),
                "Rows of book whose " + column.name() + " is not a valid ",
                mend);
    }

    /** Two of the same name and pages, one with NULL in both, one whose numbers are great. */
    private static TestDatabase books(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        migrator(database).migrate(BOOKS, null);
        database.execute("insert into author values (1)");
        var bytes = dialect == Dialect.POSTGRESQL ? "'\\x" : "x'";
        database.execute("insert into book values (1, 1, 1, 'Persuasion', 12, 100.00, " + bytes + "010203')");
        database.execute("insert into book values (2, 2, null, 'Persuasion', 12, 99.99, " + bytes + "010203')");
        database.execute("insert into book values (3, 3, 7, null, null, null, null)");
        database.execute("insert into book values (4, null, 3, 'Emma', -5000000000, 1.00, " + bytes + "01')");
        return database;
    }

    /** What the database itself says. */
    private static void run(Dialect dialect, Operation operation) {
        try (var database = books(dialect)) {
            dialect.renderer().render(List.of(operation), BOOKS.replay()).stream()
                    .flatMap(rendered -> rendered.statements().stream())
                    .forEach(statement -> database.execute(statement.sql()));
        }
    }

    private static AbstractThrowableAssert<?, ?> assertNotStarted(Dialect dialect, Operation... operations) {
        try (var database = books(dialect)) {
            return assertThatThrownBy(() -> migrate(database, operations))
                    .hasMessageStartingWith("Migration0002 was not started, because rows are in the way:\n");
        }
    }

    private static List<MigrationId> migrate(TestDatabase database, Operation... operations) {
        return migrator(database).migrate(sequence(BOOKS.migrations().get(0).operations(), List.of(operations)), null);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void aMigrationThatRowsAreInTheWayOfIsNotStarted(Dialect dialect, Case given) {
        assertThatThrownBy(() -> run(dialect, given.operation)).isInstanceOf(IllegalStateException.class);
        try (var database = books(dialect)) {
            var failure =
                    catchThrowableOfType(ExecutionException.class, () -> migrate(database, FIRST, given.operation));
            var isOfValues = given.operation instanceof AddColumn || given.operation instanceof AlterColumn;

            assertThat(failure)
                    .hasMessageStartingWith("Migration0002 was not started, because rows are in the way:\n  '"
                            + given.operation.describe() + "' would be refused. " + given.found)
                    .hasMessageEndingWith(
                            "None of this migration is applied; the ones before it are. Correct these rows"
                                    + " and run mvn qorm:migrate again.\n  Or, if no other database has this migration"
                                    + " and none follows it, correct the models and rewrite it: mvn qorm:makemigrations"
                                    + " -Dqorm.update"
                                    + (isOfValues ? ", where -Dqorm.backfill gives rows a value." : "."));
            assertThat(database.query(
                            failure.getMessage().lines().toList().get(2).strip()))
                    .isNotEmpty();
            assertThat(database.differences(BOOKS.replay())).isEmpty();
            assertThat(migrator(database).history()).hasSize(1);

            database.execute(given.mend);
            assertThat(migrate(database, FIRST, given.operation)).containsExactly(new MigrationId(2));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everywhere")
    void aDryRunSaysSo(Dialect dialect, Case given) {
        try (var database = books(dialect)) {
            var sequence = sequence(BOOKS.migrations().get(0).operations(), List.of(given.operation));
            var obstacles = DryRun.obstacles(database, sequence);
            var failure = catchThrowableOfType(
                    ExecutionException.class, () -> migrator(database).migrate(sequence, null));

            assertThat(failure).isNotNull();
            assertThat(obstacles)
                    .singleElement(STRING)
                    .startsWith("'" + given.operation.describe() + "' would be refused. " + given.found);
            assertThat(database.query(obstacles.get(0).lines().toList().get(1).strip()))
                    .isNotEmpty();

            database.execute(given.mend.replace("x'", dialect == Dialect.POSTGRESQL ? "'\\x" : "x'"));
            assertThat(DryRun.obstacles(database, sequence)).isEmpty();
            assertThat(migrator(database).migrate(sequence, null)).containsExactly(new MigrationId(2));
        }
    }

    /** H2 and PostgreSQL let an enumeration be compared with its own constants alone, and the new ones are none of them. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aConstantThatTheNewEnumerationDoesNotHave(Dialect dialect) {
        var state = column("state", enumeration("new", "sold"));
        var shelf = List.<Operation>of(createTable("book", state));
        var change = alterColumn("book", state, state.type(enumeration("sold", "lent")));
        var sequence = sequence(shelf, List.of(FIRST, change));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("insert into book values ('new'), ('sold')");

            assertThat(DryRun.obstacles(database, sequence))
                    .singleElement(STRING)
                    .contains(
                            "would be refused. Rows of book whose state is not a valid enumeration[sold, lent]",
                            ": 1\n");
            assertThatThrownBy(() -> migrator(database).migrate(sequence, null))
                    .hasMessageStartingWith(
                            dialect.hasTransactionalDdl()
                                    ? "Migration0002 failed at"
                                    : "Migration0002 was not started, because rows are in the way:\n");
            assertThat(database.differences(sequence(shelf).replay())).isEmpty();

            database.execute("delete from book where state = 'new'");
            assertThat(DryRun.obstacles(database, sequence)).isEmpty();
            assertThat(migrator(database).migrate(sequence, null)).containsExactly(new MigrationId(2));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void allThatIsInTheWayIsSaidAtOnce(Dialect dialect) {
        assertNotStarted(
                        dialect,
                        FIRST,
                        alterColumn("book", NAME, NAME.nullable(false)),
                        addCheck("book", check("book_pages_check", "pages > 0")))
                .hasMessageContainingAll("Rows of book with NULL in name: 1", "that do not satisfy it: 1");
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void rowsAreLookedForUnderTheNamesBeforeTheMigration(Dialect dialect) {
        assertNotStarted(
                        dialect,
                        renameTable("book", "volume"),
                        renameColumn("volume", "name", "title"),
                        addUnique("volume", unique("volume_title_key", "title")))
                .hasMessageContaining("Values of title that more than one row of volume has: 1");
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void aNewTableHasNothingToReferTo(Dialect dialect) {
        assertNotStarted(
                        dialect,
                        createTable("publisher", column("id", bigint()), primaryKey("publisher_pkey", "id")),
                        addForeignKey(
                                "book", foreignKey("book_author_fk", "author").references("publisher", "id")))
                .hasMessageContaining("Rows of book that refer to no row of publisher: 3");
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void columnsThatBecomeThePrimaryKeyAreLookedAt(Dialect dialect) {
        assertNotStarted(
                        dialect,
                        dropPrimaryKey("book", primaryKey("book_pkey", "id")),
                        alterColumn("book", PAGES, PAGES.nullable(false)),
                        addPrimaryKey("book", primaryKey("book_pkey", "pages")))
                .hasMessageContaining("Values of pages that more than one row of book has: 1");
    }

    /** The rows are not as they will be when the operation comes to them. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void whatTheMigrationMendsIsNotInTheWay(Dialect dialect) {
        try (var database = books(dialect)) {
            migrate(
                    database,
                    FIRST,
                    alterColumn("book", NAME, NAME.nullable(false)).backfillSql("'title ' || id"),
                    alterColumn("book", PRICE, PRICE.type(decimal(4, 2))).backfill(new BigDecimal("99.99")),
                    addColumn("book", column("stars", integer())).backfillSql("id"),
                    addUnique("book", unique("book_stars_key", "stars")),
                    addCheck("book", check("book_stars_check", "stars > 0")),
                    runSql("update book set pages = id, author = null, name = id"),
                    addUnique("book", unique("book_name_key", "name")),
                    addForeignKey("book", foreignKey("book_author_fk", "author").references("author", "id")),
                    addCheck("book", check("book_pages_check", "pages > 0")));

            assertThat(database.query("select count(*) from book where price = 99.99"))
                    .containsExactly(List.of("2"));
        }
    }

    /** What the new column gives all rows is known before it is there. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void aCheckOverAColumnThatIsNew(Dialect dialect) {
        var stars = column("stars", integer());
        var isRated = addCheck("book", check("book_stars_check", "stars > 0 or name = 'x'"));
        try (var database = books(dialect)) {
            assertThatThrownBy(() ->
                            migrate(database, FIRST, addColumn("book", stars).backfill(0), isRated))
                    .hasMessageContaining("was not started")
                    .hasMessageContaining("' would be refused. Rows of book that do not satisfy it: ");
            assertThat(database.differences(BOOKS.replay())).isEmpty();

            assertThat(migrate(database, FIRST, addColumn("book", stars).backfill(1), isRated))
                    .hasSize(1);
        }
    }

    /** MySQL keeps a bool as a number, which is shorter than its word. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void aWordThatIsLongerThanTheText(Dialect dialect) {
        var sold = column("sold", bool()).nullable();
        var sequence = sequence(
                List.of(createTable("item", column("id", bigint()), sold, primaryKey("item_pkey", "id"))),
                List.of(
                        alterColumn("item", column("id", bigint()), column("id", integer())),
                        alterColumn("item", sold, sold.type(varchar(4)))));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("insert into item values (1, true), (2, false), (3, null)");

            assertThatThrownBy(() -> migrator(database).migrate(sequence, null))
                    .hasMessageContaining(
                            "Rows of item whose sold is not a valid varchar(4) or does not fit into it: 1\n");
            assertThat(database.differences(sequence.states().get(1))).isEmpty();

            database.execute("delete from item where id = 2");
            migrator(database).migrate(sequence, null);
            assertThat(database.query("select lower(sold) from item order by id"))
                    .extracting(row -> row.get(0))
                    .containsExactly("true", null);
        }
    }
}
