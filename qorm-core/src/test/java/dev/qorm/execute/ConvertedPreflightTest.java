package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.execute.PreflightAssertions.assertNotStarted;
import static dev.qorm.execute.PreflightAssertions.migrated;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.doublePrecision;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.TableElement;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that only the conversion of their values to another type makes equal, or lets violate a check, where DDL commits. */
class ConvertedPreflightTest {
    private static final Column ID = column("id", integer());
    private static final Column AREA = column("area", integer());
    private static final Column CODE = column("code", varchar(10)).nullable();
    private static final Column NUMBER = column("code", integer()).nullable();
    private static final Column PRICE = column("price", decimal(10, 4));
    private static final Column MOMENT = column("moment", timestamp(3));
    private static final Column SIZE = column("size", doublePrecision());
    private static final Column STATE =
            column("state", enumeration("open", "done")).nullable();
    private static final Operation FIRST =
            addColumn("t", column("note", varchar(5)).nullable());

    private static List<Operation> table(Column column, TableElement part) {
        return List.of(createTable("t", ID, AREA, column, primaryKey("t_pkey", "id"), part));
    }

    /**
     * @param column the column before
     * @param part the key or check over it
     * @param change the migration
     * @param rows the rows, of which one is in the way
     * @param found what is said of it
     * @param mend the statement after which the migration succeeds
     */
    private record Case(
            String name,
            Column column,
            TableElement part,
            List<Operation> change,
            String rows,
            String found,
            String mend) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String WITHOUT_SECOND = "delete from t where id = 2";

    static Stream<Arguments> cases() {
        var cases = List.of(
                new Case(
                        "numbers that texts spell",
                        CODE,
                        unique("t_code_key", "area", "code"),
                        List.of(FIRST, alterColumn("t", CODE, NUMBER)),
                        "(1, 1, '7'), (2, 1, '07'), (3, 2, '007'), (4, 1, null), (5, 1, null)",
                        "Values of area, code that more than one row of t has: 1",
                        WITHOUT_SECOND),
                new Case(
                        "shorter decimals of a renamed column",
                        PRICE,
                        uniqueIndex("t_price_key", "price"),
                        List.of(
                                renameColumn("t", "price", "cost"),
                                alterColumn("t", PRICE.named("cost"), column("cost", decimal(10, 2)))),
                        "(1, 1, 1.001), (2, 1, 1.002)",
                        "Values of cost that more than one row of t has: 1",
                        "update t set price = 1.005 where id = 2"),
                new Case(
                        "integers under a check",
                        PRICE,
                        check("t_check", "price > area"),
                        List.of(FIRST, alterColumn("t", PRICE, PRICE.type(integer()))),
                        "(1, 1, 1.50), (2, 1, 1.40)",
                        "Rows of t that do not satisfy the check t_check: 1",
                        WITHOUT_SECOND),
                new Case(
                        "times that differ in what is cut",
                        MOMENT,
                        unique("t_moment_key", "area", "moment"),
                        List.of(FIRST, alterColumn("t", MOMENT, MOMENT.type(timestamp(0)))),
                        "(1, 1, '2026-01-31 10:00:00.1'), (2, 1, '2026-01-31 10:00:00.2'),"
                                + " (3, 2, '2026-01-31 10:00:00.2')",
                        "Values of area, moment that more than one row of t has: 1",
                        WITHOUT_SECOND),
                new Case(
                        "numbers that become the same zero",
                        SIZE,
                        unique("t_size_key", "area", "size"),
                        List.of(FIRST, alterColumn("t", SIZE, SIZE.type(integer()))),
                        "(1, 1, 0.4), (2, 1, -0.4), (3, 2, 0.4)",
                        "Values of area, size that more than one row of t has: 1",
                        WITHOUT_SECOND),
                new Case(
                        "constants that become texts, beside a value for NULL",
                        STATE,
                        unique("t_state_key", "area", "state"),
                        List.of(
                                FIRST,
                                alterColumn("t", STATE, column("state", varchar(10)))
                                        .backfill("open")),
                        "(1, 1, 'open'), (2, 1, null), (3, 2, 'open'), (4, 2, 'done')",
                        "Values of area, state that more than one row of t has: 1",
                        "update t set state = 'done' where id = 1"),
                new Case(
                        "a value in place of all others",
                        MOMENT,
                        unique("t_moment_key", "area", "moment"),
                        List.of(
                                FIRST,
                                alterColumn("t", MOMENT, MOMENT.type(integer())).backfill(1)),
                        "(1, 1, '2026-01-31 10:00:00'), (2, 1, '2026-01-31 11:00:00')",
                        "Values of area, moment that more than one row of t has: 1",
                        "update t set area = 2 where id = 2"),
                new Case(
                        "a constant in place of texts that are none",
                        CODE,
                        unique("t_code_key", "area", "code"),
                        List.of(
                                FIRST,
                                alterColumn("t", CODE, CODE.type(enumeration("open", "done")))
                                        .backfill("open")),
                        "(1, 1, 'open'), (2, 1, 'none'), (3, 1, 'done'), (4, 1, null)",
                        "Values of area, code that more than one row of t has: 1",
                        "update t set area = 2 where id = 2"));
        return TestDatabase.journalled().flatMap(dialect -> cases.stream().map(each -> Arguments.of(dialect, each)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void areFoundBefore(Dialect dialect, Case given) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = table(given.column, given.part);
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values " + given.rows);

            assertNotStarted(database, before, given.change, given.found);

            database.execute(given.mend);
            migrated(database, before, given.change);
        }
    }

    /** A text that is none is the only thing in the way: as no identifier, it equals no other. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void identifiersInBothLetterCases(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var text = column("code", varchar(40)).nullable();
            var before = table(text, unique("t_code_key", "code"));
            var change =
                    List.of(FIRST, alterColumn("t", text, column("code", uuid()).nullable()));
            var same = "81D4FAE-7DEC-11D0-A765-00A0C91E6BF6'";
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1, 1, 'f" + same + "), (2, 1, 'none'), (3, 1, 'neither')");

            assertNotStarted(database, before, change, "Rows of t whose code is not a valid uuid");

            database.execute("delete from t where id = 2");
            database.execute("update t set code = '0" + same.toLowerCase(Locale.ROOT) + " where id = 3");
            database.execute("insert into t values (4, 1, '0" + same + ")");
            if (dialect == Dialect.H2) { // The others do not keep the two texts apart in the first place.
                assertNotStarted(database, before, change, "Values of code that more than one row of t has: 1");
            }
            database.execute("delete from t where id = 4");
            migrated(database, before, change);
        }
    }

    /** Which value such rows will have is not known before. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void rowsThatGetAnotherValueAreNotAskedAbout(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = table(CODE, unique("t_code_key", "code"));
            var alter = alterColumn("t", CODE, column("code", integer()));
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1, 1, '7'), (2, 1, null)");

            migrated(database, before, List.of(FIRST, alter.backfill(8)));

            assertThat(database.query("select code from t order by id")).containsExactly(List.of("7"), List.of("8"));
        }
    }
}
