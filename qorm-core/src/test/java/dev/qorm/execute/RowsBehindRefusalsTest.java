package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.smallint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows that the only statement of a migration fails on, or any statement on a database that rolls back: nobody looks
 * at them before.
 */
class RowsBehindRefusalsTest {
    private static final Column REQUIRED = column("title", varchar(20));
    private static final Column TITLE = REQUIRED.nullable();
    private static final Column PAGES = column("pages", integer());

    static Stream<Arguments> refused() {
        var book = "book";
        return TestDatabase.dialects()
                .flatMap(dialect -> Stream.of(
                                alterColumn(book, TITLE, REQUIRED),
                                alterColumn(book, TITLE, TITLE.type(varchar(3))),
                                alterColumn(book, PAGES, PAGES.type(smallint())),
                                addUnique(book, unique("book_pages_key", "pages")),
                                addCheck(book, check("book_pages", "pages < 10")),
                                addForeignKey(
                                        book, foreignKey("book_fkey", "pages").references(book, "id")))
                        // SQLite looks at all foreign keys at the end, and names the rows itself.
                        .filter(operation -> dialect != Dialect.SQLITE || !(operation instanceof AddForeignKey))
                        .map(operation -> Arguments.of(dialect, operation)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refused")
    void areNamed(Dialect dialect, Operation operation) {
        var sequence = sequence(
                List.of(createTable("book", column("id", integer()), TITLE, PAGES, primaryKey("book_pkey", "id"))),
                List.of(operation));
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = database.migrator();
            migrator.migrate(sequence, new MigrationId(1));
            database.execute("insert into book (id, title, pages) values (1, null, 70000)");
            database.execute("insert into book (id, title, pages) values (2, 'Notes', 70000)");

            assertThatThrownBy(() -> migrator.migrate(sequence, null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageMatching(
                            "(?s)Migration0002 (failed at '.*\n  Rows are|was not started, because rows are) in the"
                                    + " way:\n  '\\Q" + operation.describe()
                                    + "\\E' would be refused\\. \\S.*: [12]\n    select"
                                    + " .*\n  None of this migration is applied; the ones before it are\\..* run mvn qorm:migrate"
                                    + " again.*");
            assertThat(migrator.history()).hasSize(1);
        }
    }
}
