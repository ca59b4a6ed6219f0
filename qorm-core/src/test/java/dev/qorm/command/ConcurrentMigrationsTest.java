package dev.qorm.command;

import static dev.qorm.operation.Operations.runSql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MakeMigrationsRequest.Mode;
import dev.qorm.command.MakeMigrationsResult.NextMigration;
import dev.qorm.command.SqlRequest.Range;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.scan.SourceEncoding;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From models to indexes and keys that come concurrently, where the database has that, and as ever where it has not. */
class ConcurrentMigrationsTest {
    private final TestProject shop = TestProject.empty();
    private Answers answers = Answers.NONE;

    @AfterEach
    void delete() {
        shop.close();
    }

    @BeforeEach
    void aShop() {
        shop.model("Author", "fields.varchar(\"name\", 80);")
                .model(
                        "Book",
                        "fields.varchar(\"title\", 80);",
                        "fields.integer(\"pages\");",
                        "fields.integer(\"shelf\").indexed();",
                        "fields.varchar(\"weight\", 9).indexed();");
        shop.makeMigrations();
    }

    /** A relation comes and brings its index, one index more, one goes, and one goes with its column. */
    private void aChange() {
        shop.model(
                "Book",
                "fields.varchar(\"title\", 80).indexed();",
                "fields.integer(\"pages\");",
                "fields.integer(\"shelf\");",
                "fields.manyToOne(\"author\", Author.class).nullable();");
        answers = new Answers("none", null, null, null, null);
    }

    private MakeMigrationsResult make(Mode mode, @Nullable Dialect dialect) {
        return MakeMigrations.run(
                new MakeMigrationsRequest(shop.code(), shop.sources(), null, "authors", answers, mode, dialect, true));
    }

    @Test
    void indexesOfTablesThatAreThereComeInASecondMigration() {
        aChange();

        var made = make(Mode.WRITE, null).migrations();

        assertThat(made)
                .extracting(NextMigration::file)
                .containsExactly(
                        shop.source("shop.migrations.Migration0002"), shop.source("shop.migrations.Migration0003"));
        assertThat(made.get(0).operationLines())
                .containsExactly(
                        "  - drop index book_weight_idx on book(weight)",
                        "  - drop column book.weight   (destructive: data is lost)",
                        "  + add column book.author_id");
        assertThat(made.get(1).operationLines())
                .containsExactly(
                        "  + create index concurrently book_author_id_idx on book(author_id)",
                        "  + create index concurrently book_title_idx on book(title)",
                        "  - drop index concurrently book_shelf_idx on book(shelf)",
                        "  + add foreign key concurrently book_author_id_fkey on book(author_id) to author(id)");
        assertThat(shop.read("shop.migrations.Migration0003"))
                .contains("createIndex(\"book\", index(\"book_title_idx\", \"title\")).concurrently()", "\"authors\"");
        answers = Answers.NONE;
        assertThat(make(Mode.WRITE, null).migrations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void bothAreAppliedAndRolledBackOnEachDatabase(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var run = shop.request(database.database(), MigrateRequest.Mode.RUN);
            Migrate.run(run);
            database.execute("insert into author (name) values ('Ada')");
            database.execute("insert into book (title, pages, shelf, weight) values ('A', 1, 2, '3 kg')");
            aChange();
            make(Mode.WRITE, null);

            Migrate.run(shop.request(database.database(), MigrateRequest.Mode.RUN));
            assertThat(verify(database)).isEmpty();
            Rollback.run(shop.request(database.database(), MigrateRequest.Mode.RUN));
            assertThat(verify(database)).isEmpty();
            Rollback.run(shop.request(database.database(), MigrateRequest.Mode.RUN));
            assertThat(verify(database)).isEmpty();
            assertThat(database.query("select title, shelf from book")).containsExactly(List.of("A", "2"));
            Migrate.run(shop.request(database.database(), MigrateRequest.Mode.RUN));
            assertThat(verify(database)).isEmpty();
        }
    }

    /** What else changes of the column, and the values of rows that have none, are not lost on the way. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aColumnComesToBeNotNullBehindTheRestOnEachDatabase(Dialect dialect) {
        shop.model("Author", "fields.varchar(\"name\", 80).nullable();", "fields.varchar(\"town\", 9).nullable();");
        shop.makeMigrations();
        try (var database = TestDatabase.fresh(dialect)) {
            Migrate.run(shop.request(database.database(), MigrateRequest.Mode.RUN));
            database.execute("insert into author (name, town) values ('Ada', 'Bath'), ('Bob', null), (null, null)");
            shop.model(
                    "Author",
                    "fields.varchar(\"name\", 90).defaultValue(\"nobody\").indexed();",
                    "fields.varchar(\"town\", 9);");
            answers = new Answers(null, "author.town:sql(concat('T', id))", null, null, null);

            var made = make(Mode.WRITE, null);
            answers = Answers.NONE;

            assertThat(made.operationLines())
                    .containsExactly(
                            "  ~ alter column author.name: varchar(80) -> varchar(90), default none -> 'nobody'",
                            "  ~ alter column concurrently author.name: null -> not null",
                            "  ~ alter column concurrently author.town: null -> not null",
                            "  + create index concurrently author_name_idx on author(name)");
            assertThat(make(Mode.WRITE, null).migrations()).isEmpty();
            var rows = List.of(List.of("Ada", "Bath"), List.of("Bob", "T2"), List.of("nobody", "T3"));
            var run = shop.request(database.database(), MigrateRequest.Mode.RUN);
            for (var i = 0; i < 2; i++) {
                Migrate.run(run);
                assertThat(verify(database)).isEmpty();
                assertThat(database.query("select name, town from author order by id"))
                        .isEqualTo(rows);
                Rollback.run(run);
                assertThat(verify(database)).isEmpty();
                Rollback.run(run);
                assertThat(verify(database)).isEmpty();
            }
        }
    }

    /** A relation, even, whose index and foreign key come behind its values. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aNewColumnGetsTheValuesOfItsRowsInTheSecondMigrationOnEachDatabase(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            Migrate.run(shop.request(database.database(), MigrateRequest.Mode.RUN));
            database.execute("insert into author (name) values ('Ada'), ('Bob')");
            database.execute("insert into book (title, pages, shelf, weight) values ('A', 1, 1, ''), ('B', 3, 2, '')");
            shop.model(
                    "Book",
                    "fields.varchar(\"title\", 80);",
                    "fields.integer(\"pages\");",
                    "fields.integer(\"shelf\").indexed();",
                    "fields.varchar(\"weight\", 9).indexed();",
                    "fields.integer(\"leaves\").defaultValue(0);",
                    "fields.varchar(\"code\", 9).defaultExpression(\"upper('a')\");",
                    "fields.check(\"book_leaves_check\", \"leaves >= 0\");",
                    "fields.manyToOne(\"author\", Author.class);");
            answers = new Answers(null, "book.leaves:sql(pages + 1),book.author_id:sql(3 - shelf)", null, null, null);

            assertThat(make(Mode.WRITE, null).operationLines())
                    .containsExactly(
                            "  + add column book.leaves",
                            "  ~ alter column book.leaves: default none -> '0'",
                            "  + add column book.code",
                            "  ~ alter column book.code: default none -> upper('a')",
                            "  + add column book.author_id",
                            "  ~ alter column concurrently book.leaves: null -> not null",
                            "  ~ alter column concurrently book.code: null -> not null",
                            "  ~ alter column concurrently book.author_id: null -> not null",
                            "  + create index concurrently book_author_id_idx on book(author_id)",
                            "  + add check concurrently book_leaves_check on book: leaves >= 0",
                            "  + add foreign key concurrently book_author_id_fkey on book(author_id) to author(id)");
            answers = Answers.NONE;
            assertThat(make(Mode.WRITE, null).migrations()).isEmpty();
            var run = shop.request(database.database(), MigrateRequest.Mode.RUN);
            for (var i = 0; i < 2; i++) {
                Migrate.run(run);
                assertThat(verify(database)).isEmpty();
                assertThat(database.query("select title, leaves, code, author_id from book order by id"))
                        .containsExactly(List.of("A", "2", "A", "2"), List.of("B", "4", "A", "1"));
                Rollback.run(run);
                assertThat(verify(database)).isEmpty();
                Rollback.run(run);
                assertThat(verify(database)).isEmpty();
            }
        }
    }

    private List<?> verify(TestDatabase database) {
        return Verify.run(new VerifyRequest(shop.request(database.database(), MigrateRequest.Mode.RUN), null))
                .differences();
    }

    @Test
    void whereIndexesAreAllThatChangesOneMigrationIsWritten() {
        shop.replace("shop.models.Book", "fields.integer(\"pages\")", "fields.integer(\"pages\").indexed()");

        assertThat(make(Mode.WRITE, null).migrations())
                .singleElement()
                .extracting(NextMigration::operationLines)
                .isEqualTo(List.of("  + create index concurrently book_pages_idx on book(pages)"));
    }

    @Test
    void warningsSpeakOfTheOperationsAsTheyAreWritten() {
        shop.model("Author", "fields.varchar(\"name\", 80);", "fields.index(\"name\").unique();");

        assertThat(make(Mode.WRITE, null).warnings())
                .singleElement()
                .asString()
                .contains("create unique index concurrently");
    }

    @Test
    void whatIsUniqueUntilItsIndexIsDroppedBehindIsNotWarnedOf() {
        shop.model("Author", "fields.varchar(\"name\", 80);", "fields.index(\"name\").unique();");
        shop.makeMigrations();
        shop.model("Author", "fields.varchar(\"name\", 80).unique();");

        var made = make(Mode.WRITE, null);

        assertThat(made.operationLines())
                .containsExactly(
                        "  + add unique constraint concurrently author_name_key on author(name)",
                        "  - drop unique index concurrently author_name_idx on author(name)");
        assertThat(made.warnings()).isEmpty();
    }

    @Test
    void whatHasNoIndexOfATableThatIsThereIsAMigrationAsEver() {
        shop.model("Tag", "fields.varchar(\"name\", 80).indexed();");

        assertThat(make(Mode.WRITE, null).operationLines()).containsExactly("  + create table tag");
        assertThat(shop.migrations()).containsExactly("Migration0001.java", "Migration0002.java");
        assertThat(make(Mode.BLANK, null).migrations()).hasSize(1);
    }

    @Test
    void whenTheSecondCannotBeWrittenTheFirstIsNot() {
        var folder = shop.source("shop.migrations.Migration0001").getParent();
        shop.write("shop.migrations.Migration0003", "from another run at the same time");
        var two = Stream.of(2, 3)
                .map(number -> new NumberedMigration(new MigrationId(number), List.of(runSql("select " + number))))
                .toList();

        assertThatThrownBy(() -> MigrationFile.write(shop.sources(), "shop.migrations", two, SourceEncoding.UTF_8))
                .hasMessageContainingAll(
                        folder.resolve("Migration0003.java").toString(), "cannot be written", "nothing was written");

        assertThat(shop.migrations()).containsExactly("Migration0001.java", "Migration0003.java");
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunShowsBothAndTheScriptRuns(Dialect dialect) {
        aChange();

        var result = make(Mode.DRY_RUN, dialect);

        assertThat(shop.migrations()).containsExactly("Migration0001.java");
        assertThat(result.migrations()).extracting(NextMigration::file).containsExactly(null, null);
        var script = String.join("\n", Objects.requireNonNull(result.sql()).lines());
        assertThat(script)
                .containsSubsequence(
                        "-- Migration0002: authors",
                        "-- Migration0003: authors",
                        "-- create index concurrently book_title_idx");
        assertThat(statements(script).contains("concurrently")).isEqualTo(dialect == Dialect.POSTGRESQL);
    }

    private static String statements(String script) {
        return script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    }

    /** As psql does it: statement by statement, each of which commits outside of a transaction. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void theScriptOfAllRunsThereAndBack(Dialect dialect) {
        aChange();
        make(Mode.WRITE, null);
        try (var database = TestDatabase.fresh(dialect)) {
            run(database, sql(dialect, Direction.APPLY));
            assertThat(database.introspect().table("book").indexes())
                    .containsOnlyKeys("book_title_idx", "book_author_id_idx");

            run(database, sql(dialect, Direction.ROLL_BACK));
            assertThat(database.introspect().tables()).isEmpty();
        }
    }

    private List<String> sql(Dialect dialect, Direction direction) {
        return WriteSql.run(new SqlRequest(shop.code(), null, dialect, Range.ALL, direction, null))
                .lines();
    }

    private static void run(TestDatabase database, List<String> script) {
        for (var statement :
                statements(String.join("\n", WriteSqlTest.withoutShell(script))).split(";\n", -1)) {
            if (!statement.isBlank()) {
                database.execute(statement);
            }
        }
    }

    @Test
    void onPostgresqlTheScriptMakesNoTransactionOfIt() {
        shop.migration("Migration0002", "createIndex(\"book\", index(\"book_pages_idx\", \"pages\")).concurrently()");

        assertThat(sql(Dialect.POSTGRESQL, Direction.APPLY))
                .endsWith(
                        "commit;",
                        "",
                        "-- Migration0002",
                        "-- Not in a transaction. If a statement fails, drop what it left before you run it again.",
                        "-- create index concurrently book_pages_idx on book(pages)",
                        "create index concurrently \"book_pages_idx\" on \"book\"(\"pages\");");
        assertThat(sql(Dialect.SQLITE, Direction.APPLY))
                .containsSubsequence("-- Migration0002", "begin immediate;", "commit;");
    }

    /** A statement runs in the transaction of its migration, in which none is concurrent. */
    @Test
    void whatIsConcurrentHasNoPlaceInThatOfAStatementOfPostgresql() {
        var index = ".insteadOf(createIndex(\"book\", index(\"book_pages_idx\", \"pages\")).concurrently())";
        var add = "addColumn(\"book\", column(\"stars\", integer()).nullable())";
        shop.migration("Migration0002", "runSql(\"create …\")" + index);
        assertThat(migrationProblems())
                .singleElement()
                .asString()
                .startsWith("Migration0002 has a concurrent operation in the insteadOf(…) of 'create index concurrently"
                        + " book_pages_idx on book(pages), by sql: create …', which PostgreSQL runs instead");

        shop.migration("Migration0002", "runSql(\"create …\").on(\"mariadb\")" + index, add);
        assertThat(migrationProblems())
                .singleElement()
                .asString()
                .startsWith("Migration0002 has 'add column book.stars' beside 'create index concurrently");

        shop.migration("Migration0002", "runSql(\"create …\").on(\"mariadb\")" + index);
        assertThat(migrationProblems()).isEmpty();
        assertThat(sql(Dialect.POSTGRESQL, Direction.APPLY))
                .contains("create index concurrently \"book_pages_idx\" on \"book\"(\"pages\");");
        assertThat(sql(Dialect.MARIADB, Direction.APPLY)).contains("create …;");
    }

    private List<String> migrationProblems() {
        return Check.run(new CheckRequest(shop.code(), null)).problems().stream()
                .filter(problem -> problem.contains("Migration"))
                .toList();
    }

    @Test
    void aMixIsRefusedByEachGoalBeforeAnythingRuns() {
        shop.migration(
                "Migration0002",
                "createIndex(\"book\", index(\"book_pages_idx\", \"pages\")).concurrently()",
                "addColumn(\"book\", column(\"stars\", integer()).nullable())");
        var problem = "Migration0002 has 'add column book.stars' beside"
                + " 'create index concurrently book_pages_idx on book(pages)'";

        assertThat(Check.run(new CheckRequest(shop.code(), null)).problems())
                .singleElement()
                .asString()
                .startsWith(problem);
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            assertThatThrownBy(() -> Migrate.run(shop.request(database.database(), MigrateRequest.Mode.RUN)))
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith(problem);
            assertThat(database.introspect().tables()).isEmpty();
        }
    }
}
