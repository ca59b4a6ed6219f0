package dev.qorm.dialect;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.DropTable;
import dev.qorm.schema.Column;
import dev.qorm.schema.Table;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions find the values that the operations before theirs leave, also where they read each other. */
class ReadsOnRowsTest {
    private static final Column A = column("a", varchar(20)).nullable();
    private static final Column B = column("b", varchar(20)).nullable();

    private static Driven of(Dialect dialect) {
        return new Driven(dialect)
                .create(
                        Table.of("t", column("id", integer()), A, B, primaryKey("t_pk", "id")),
                        Table.of("other", column("id", integer()), column("v", varchar(20)), primaryKey("o_pk", "id")))
                .run(
                        "insert into t values (1, 'a1', null), (2, null, 'b2'), (3, 'a3', 'b3')",
                        "insert into other values (1, 'v1'), (2, 'v2'), (3, 'v3')");
    }

    private static void assertRows(Driven database, String columns, List<?>... rows) {
        assertThat(database.check().query("select " + columns + " from t order by t.id"))
                .isEqualTo(List.of(rows));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void oneColumnReadsAnotherThatIsFilledBefore(Dialect dialect) {
        try (var database = of(dialect)) {
            database.apply(
                    alterColumn("t", A, A.nullable(false)).backfillSql("concat('of ', b)"),
                    alterColumn("t", B, B.nullable(false)).backfillSql("concat('of ', a)"),
                    addColumn("t", column("c", varchar(40))).backfillSql("concat(a, b)"),
                    addColumn("t", column("d", varchar(40))).backfillSql("concat(c, '!')"));

            assertRows(
                    database,
                    "a, b, c, d",
                    List.of("a1", "of a1", "a1of a1", "a1of a1!"),
                    List.of("of b2", "b2", "of b2b2", "of b2b2!"),
                    List.of("a3", "b3", "a3b3", "a3b3!"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aNarrowerColumnReadsTheOneThatKeepsIt(Dialect dialect) {
        try (var database = of(dialect)) {
            database.run("update t set b = 'none' where b is null")
                    .apply(
                            addColumn("t", column("x", varchar(20))).backfillSql("b"),
                            alterColumn("t", B, column("b", varchar(2))).backfillSql("substring(x, 3, 2)"),
                            addColumn("t", column("y", varchar(20))).backfillSql("b"));

            assertRows(
                    database,
                    "b, x, y",
                    List.of("ne", "none", "ne"),
                    List.of("b2", "b2", "b2"),
                    List.of("b3", "b3", "b3"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aColumnReadsWhatGoesOrComesInAnotherTable(Dialect dialect) {
        try (var database = of(dialect)) {
            database.apply(
                    addColumn("other", column("w", varchar(20))).backfillSql("concat(v, 'w')"),
                    addColumn("t", column("c", varchar(20)).nullable())
                            .backfillSql("(select concat(v, w) from other o where o.id = t.id)"),
                    dropColumn("other", column("v", varchar(20))),
                    addColumn("t", column("d", varchar(20))).backfillSql("(select w from other o where o.id = t.id)"));

            assertRows(database, "c, d", List.of("v1v1w", "v1w"), List.of("v2v2w", "v2w"), List.of("v3v3w", "v3w"));
        }
    }

    /** Its value changes with that of the column from which it is computed. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aColumnReadsOneThatIsComputed(Dialect dialect) {
        var n = column("n", integer()).nullable();
        var twice = column("twice", integer()).generatedAs("n * 2");
        try (var database = new Driven(dialect)
                .create(
                        Table.of("t", column("id", integer()), n, twice, primaryKey("t_pk", "id")),
                        Table.of("other", column("id", integer()), n, twice, primaryKey("o_pk", "id")))
                .run(
                        "insert into t (id, n) values (1, 1), (2, null)",
                        "insert into other (id, n) values (1, 3), (2, null)")) {
            database.apply(
                    addColumn("t", column("b", integer()).nullable()).backfillSql("twice"),
                    alterColumn("t", n, n.nullable(false)).backfill(7),
                    addColumn("t", column("c", integer())).backfillSql("twice"),
                    addColumn("t", column("d", integer()).nullable())
                            .backfillSql("(select twice from other o where o.id = t.id)"),
                    alterColumn("other", n, n.nullable(false)).backfill(9),
                    addColumn("t", column("e", integer()))
                            .backfillSql("(select twice from other o where o.id = t.id)"));

            assertRows(
                    database,
                    "twice, b, c, d, e",
                    List.of("2", "2", "2", "6", "6"),
                    Arrays.asList("14", null, "14", null, "18"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aColumnReadsATableThatGoes(Dialect dialect) {
        try (var database = of(dialect)) {
            database.apply(
                    addColumn("t", column("c", varchar(20))).backfillSql("(select v from other o where o.id = t.id)"),
                    new DropTable(database.schema().table("other")),
                    addColumn("t", column("d", varchar(20))).backfillSql("c"));

            assertRows(database, "c, d", List.of("v1", "v1"), List.of("v2", "v2"), List.of("v3", "v3"));
        }
    }

    /** MySQL refuses that where a plain UPDATE does it. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aColumnReadsOtherRowsOfItsTable(Dialect dialect) {
        try (var database = of(dialect)) {
            database.apply(
                    addColumn("t", column("c", varchar(20))).backfillSql("(select max(a) from t)"),
                    addColumn("t", column("d", integer()))
                            .backfillSql("(select count(*) from t earlier where earlier.id <= t.id)"),
                    alterColumn("t", B, B.nullable(false)).backfillSql("(select min(b) from t where id > 2)"),
                    alterColumn("t", A, column("a", varchar(1)))
                            .backfillSql("(select substring(min(b), 1, 1) from t)"));

            assertRows(
                    database,
                    "a, b, c, d",
                    List.of("b", "b3", "a3", "1"),
                    List.of("b", "b2", "a3", "2"),
                    List.of("b", "b3", "a3", "3"));
        }
    }
}
