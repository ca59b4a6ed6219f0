package dev.qorm.dialect;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.smallint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Table;
import dev.qorm.testing.OperationCases;
import dev.qorm.testing.OperationCases.Case;
import dev.qorm.testing.TestDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws 6 and 7 of the house: the database is what the operations say, there and back, and rows keep their values. */
class OperationsOnRowsTest {
    static Stream<Arguments> casesOnEachDatabase() {
        return TestDatabase.dialects()
                .flatMap(dialect -> OperationCases.on(dialect).map(each -> Arguments.of(dialect, each)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("casesOnEachDatabase")
    void leadsThereAndBackAndKeepsTheRows(Dialect dialect, Case given) {
        try (var database = new Driven(dialect)) {
            database.create(OperationCases.AUTHOR, OperationCases.BOOK)
                    .check()
                    .run(OperationCases.ROWS.toArray(String[]::new));
            var before = values(database, given.operations());

            database.apply(given.operations()).check();

            assertThat(values(database, given.operations())).isEqualTo(before);

            database.reverse(given.operations()).check();

            assertThat(values(database, given.operations())).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void eachRowCanGetAValueOfItsOwn(Dialect dialect) {
        try (var database = new Driven(dialect)) {
            var note = column("note", varchar(40));
            database.create(OperationCases.AUTHOR, OperationCases.BOOK)
                    .run(OperationCases.ROWS.toArray(String[]::new))
                    .apply(List.of(
                            addColumn("book", column("slug", varchar(20)).defaultValue("new"))
                                    .backfillSql("concat('b-', pages)"),
                            alterColumn("book", note.nullable(), note).backfillSql("concat('no ', pages)"),
                            addUnique("book", unique("book_slug_uq", "slug"))))
                    .check();

            assertThat(database.query("select slug, note from book order by id"))
                    .containsExactly(List.of("b-10", "n"), List.of("b-20", "no 20"), List.of("b-30", "x y"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aColumnThatComesWithoutADefaultDoesNotGetTheOneThatFollows(Dialect dialect) {
        try (var database = new Driven(dialect)) {
            var stars = column("stars", integer()).nullable();
            var rated = stars.defaultValue(3);
            database.create(OperationCases.AUTHOR, OperationCases.BOOK)
                    .run(OperationCases.ROWS.toArray(String[]::new))
                    .apply(List.of(addColumn("book", stars), alterColumn("book", stars, rated)))
                    .check();
            assertThat(database.query("select count(stars) from book")).containsExactly(List.of("0"));

            database.apply(List.of(alterColumn("book", rated, rated.nullable(false))))
                    .check();
            assertThat(database.query("select sum(stars) from book")).containsExactly(List.of("9"));
        }
    }

    /** Its counter does, too: one that ends where the old type does would stop the application later. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aCountedColumnCountsAsFarAsItsNewType(Dialect dialect) {
        try (var database = new Driven(dialect)) {
            var id = column("id", smallint()).autoIncrement();
            database.create(Table.of("t", id, column("a", integer()), primaryKey("t_pkey", "id")))
                    .run("insert into t (a) values (1)")
                    .apply(List.of(alterColumn("t", id, column("id", bigint()).autoIncrement())))
                    .check()
                    .run(
                            dialect == Dialect.H2 || dialect == Dialect.POSTGRESQL
                                    ? "alter table t alter column id restart with 40000"
                                    : "insert into t (id, a) values (39999, 0)")
                    .run("insert into t (a) values (2)");

            assertThat(database.query("select id from t where a > 0 order by a"))
                    .containsExactly(List.of("1"), List.of("40000"));
        }
    }

    /** The values of the columns that no operation touches. */
    private static Map<String, List<List<String>>> values(Driven database, List<Operation> operations) {
        var values = new LinkedHashMap<String, List<List<String>>>();
        for (var table : List.of(OperationCases.AUTHOR, OperationCases.BOOK)) {
            for (var column : table.columns().keySet()) {
                if (operations.stream().noneMatch(operation -> touches(operation, table, column))) {
                    values.put(
                            table.name() + "." + column,
                            database.query("select " + column + " from " + table.name() + " order by "
                                    + table.columns().keySet().stream()
                                            .filter(each -> operations.stream()
                                                    .noneMatch(operation -> touches(operation, table, each)))
                                            .toList()
                                            .get(0)));
                }
            }
        }
        return values;
    }

    private static boolean touches(Operation operation, Table table, String column) {
        if (operation instanceof AlterColumn alter) {
            return alter.table().equals(table.name()) && alter.to().name().equals(column);
        }
        if (operation instanceof DropColumn drop) {
            return drop.table().equals(table.name()) && drop.column().name().equals(column);
        }
        return operation instanceof DropTable drop && drop.table().name().equals(table.name());
    }
}
