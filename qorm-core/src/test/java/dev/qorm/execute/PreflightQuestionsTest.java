package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.json;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The questions about rows, as the database takes them. */
class PreflightQuestionsTest {
    private static final List<Operation> BOOKS = List.of(createTable(
            "book",
            column("id", bigint()),
            column("isbn", varchar(20)),
            column("facts", json()),
            primaryKey("book_pkey", "id")));

    private static final List<Operation> NOTE =
            List.of(addColumn("book", column("note", varchar(20)).nullable()));

    @Test
    void aQuestionMarkIsAnOperatorOfPostgres() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.migrator().migrate(sequence(BOOKS), null);
            database.execute("insert into book values (1, '0', '{\"pages\": 3}'), (2, '1', '{}')");
            var check = addCheck("book", check("book_pages_known", "facts::jsonb ? 'pages'"));

            var obstacles = DryRun.obstacles(database, sequence(BOOKS, List.of(check)));

            assertThat(obstacles).singleElement().asString().contains("Rows of book that do not satisfy it: 1");
        }
    }

    /** Of the number 0, MariaDB says that it is an empty text, and others that the question makes no sense. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aCheckIsNotAskedOfValuesInTheirFormerType(Dialect dialect) {
        var number = column("code", integer());
        var text = number.type(varchar(20));
        var books = sequence(
                List.of(createTable("book", number)),
                List.of(alterColumn("book", number, text), addCheck("book", check("book_code_said", "code <> ''"))));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(books, new MigrationId(1));
            database.execute("insert into book values (0)");

            database.migrator().migrate(books, null);

            assertThat(database.query("select code from book")).containsExactly(List.of("0"));
        }
    }

    /** To H2, note is the same name as "NOTE"; a question must not have both. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void aColumnOfWhichOnlyTheLettersChange(Dialect dialect) {
        var books = sequence(
                List.of(createTable("book", column("note", varchar(20)).nullable())),
                List.of(
                        renameColumn("book", "note", "NOTE"),
                        addCheck("book", check("book_note_known", "\"NOTE\" <> ''"))));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(books, new MigrationId(1));
            database.execute("insert into book values ('')");

            assertThatThrownBy(() -> database.migrator().migrate(books, null))
                    .hasMessageContaining("was not started")
                    .hasMessageContaining("Rows of book that do not satisfy it: 1");
        }
    }

    @Test
    void aQuestionThatIsRefusedIsTold() {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            database.migrator().migrate(sequence(BOOKS), null);
            database.execute("insert into book values (1, 'none', json '{}')");
            var told = new ArrayList<String>();
            var migrator = database.migrator(new MigrationListener() {
                @Override
                public void unanswered(MigrationId id, Direction direction, String operation, String reason) {
                    told.add(id + " " + direction + " " + operation + ": " + reason);
                }
            });
            var check = addCheck("book", check("book_isbn_positive", "cast(isbn as bigint) > 0"));
            var migrations = sequence(BOOKS, List.of(NOTE.get(0), check));

            assertThatThrownBy(() -> migrator.migrate(migrations, null)).hasMessageContaining("Data conversion error");
            assertThat(told).singleElement().asString().contains("APPLY add check book_isbn_positive", "\"none\"");
        }
    }
}
