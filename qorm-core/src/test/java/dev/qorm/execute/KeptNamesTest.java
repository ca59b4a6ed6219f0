package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.UnsupportedByDatabaseException;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A name that a database keeps for itself, and a key that it cannot have, is refused before anything runs, and only there. */
class KeptNamesTest {
    private static final Column PAGES = column("pages", integer()).nullable();

    private static final List<Operation> BOOKS =
            List.of(createTable("book", column("id", integer()), PAGES, primaryKey("book_pkey", "id")));

    private static final Operation FIRST =
            addColumn("book", column("note", integer()).nullable());

    private record Case(String refusedOn, String name, Operation operation) {}

    static Stream<Arguments> cases() {
        return Stream.of(
                        new Case(
                                "POSTGRESQL",
                                "ctid",
                                addColumn("book", column("ctid", integer()).nullable())),
                        new Case("POSTGRESQL", "xmin", renameColumn("book", "pages", "xmin")),
                        new Case("SQLITE", "sqlite_book", renameTable("book", "sqlite_book")),
                        new Case("SQLITE", "sqlite_idx", createIndex("book", index("sqlite_idx", "pages"))),
                        new Case("MARIADB MYSQL", "Primary", createIndex("book", index("Primary", "pages"))),
                        new Case(
                                "MARIADB MYSQL",
                                "gen_clust_index",
                                addUnique("book", unique("gen_clust_index", "pages"))),
                        new Case(
                                "MARIADB MYSQL",
                                "primary",
                                addForeignKey(
                                        "book", foreignKey("primary", "pages").references("book", "id"))),
                        new Case("MARIADB MYSQL", "pages ", renameColumn("book", "pages", "pages ")),
                        new Case(
                                "MARIADB MYSQL",
                                "📖",
                                addColumn("book", column("📖", integer()).nullable())))
                .flatMap(each -> TestDatabase.dialects().map(dialect -> Arguments.of(dialect, each)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedWhereTheDatabaseKeepsIt(Dialect dialect, Case each) {
        var books = sequence(BOOKS, List.of(FIRST, each.operation()));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(books, new MigrationId(1));

            if (List.of(each.refusedOn().split(" ")).contains(dialect.name())) {
                assertThatThrownBy(() -> database.migrator().migrate(books, null))
                        .isInstanceOf(UnsupportedByDatabaseException.class)
                        .hasMessageContainingAll("'" + each.name() + "'", "give it another name");
                assertThat(database.differences(Operation.replay(Schema.empty(), BOOKS)))
                        .isEmpty();
            } else {
                database.migrator().migrate(books, null);
                database.migrator().rollback(books, new MigrationId(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aKeyOverTooManyColumnsIsRefused(Dialect dialect) {
        var max = dialect == Dialect.MARIADB ? 32 : 16;
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(BOOKS, columnsUnderAnIndex(max)), null);
        }
        try (var database = TestDatabase.fresh(dialect)) {
            assertThatThrownBy(() -> database.migrator().migrate(sequence(BOOKS, columnsUnderAnIndex(max + 1)), null))
                    .isInstanceOf(UnsupportedByDatabaseException.class)
                    .hasMessageContaining("many_idx, a key or an index over more than " + max + " columns");
        }
    }

    private static List<Operation> columnsUnderAnIndex(int count) {
        var names = IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
        return Stream.concat(
                        names.stream()
                                .<Operation>map(name -> addColumn(
                                        "book", column(name, integer()).nullable())),
                        Stream.of(createIndex("book", index("many_idx", names.toArray(String[]::new)))))
                .toList();
    }
}
