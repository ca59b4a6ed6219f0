package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.character;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.doublePrecision;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.real;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.time;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.migration.MigrationId;
import dev.qorm.schema.Column;
import dev.qorm.testing.TestDatabase;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Where DDL commits, a check over a new column is asked about the values that rows will have, as the database compares them there. */
class ValuesOfNewColumnsTest {
    private static final String ID = "'00000000-0000-000A-0000-00000000000B'";

    private record Case(Column column, String condition) {}

    /** The database decides by itself which of them hold; it would regard some literals of the values differently. */
    private static final List<Case> CASES = List.of(
            new Case(column("s", varchar(9)).defaultValue("open"), "s <> 'OPEN'"),
            new Case(column("s", varchar(9)).defaultValue("Open"), "s in ('open', 'closed')"),
            new Case(column("s", varchar(9)).defaultValue("open"), "s = upper(s)"),
            new Case(column("s", varchar(9)).defaultValue("ä"), "s <> 'a'"),
            new Case(column("s", varchar(9)).defaultValue("x "), "s <> 'x'"),
            new Case(column("s", character(4)).defaultValue("open"), "s <> 'OPEN'"),
            new Case(column("s", character(4)).defaultValue("ab"), "concat(s, '.') = 'ab.'"),
            new Case(column("s", text()).defaultValue("open"), "s like 'OPEN'"),
            new Case(column("s", enumeration("open", "closed")).defaultValue("open"), "s <> 'OPEN'"),
            new Case(column("s", enumeration("open", "closed")).defaultValue("open"), "s = 'open'"),
            new Case(column("s", uuid()).defaultValue(new UUID(10, 11)), "s <> " + ID),
            new Case(column("s", uuid()).defaultValue(new UUID(10, 11)), "s = " + ID),
            new Case(column("s", date()).defaultValue(LocalDate.of(2020, 1, 10)), "s > '2020-1-9'"),
            new Case(column("s", date()).defaultValue(LocalDate.of(2020, 1, 10)), "s < '2020-1-9'"),
            new Case(column("s", time(3)).defaultValue(LocalTime.of(10, 0)), "s > '9:00:00'"),
            new Case(column("s", timestamp(0)).defaultValue(LocalDateTime.of(2020, 1, 10, 0, 0)), "s = '2020-1-10'"),
            new Case(
                    column("s", timestampWithTimeZone()).defaultValue(OffsetDateTime.parse("2020-01-10T00:00:00Z")),
                    "s > timestamp '2020-01-09 00:00:00'"),
            new Case(column("s", decimal(10, 2)).defaultValue(1), "s / 3 > 0.33333"),
            new Case(column("s", decimal(10, 2)).defaultValue(1), "s * 1.00001 = 1.00001"),
            new Case(column("s", real()).defaultValue(0.1), "s <= 0.1"),
            new Case(column("s", doublePrecision()).defaultValue(0.1), "s + 0.2 > 0.3"),
            new Case(column("s", integer()).defaultValue(1), "s / 2 = 0"),
            new Case(column("s", integer()).nullable(), "s is not null"),
            new Case(column("s", varchar(9)).nullable(), "s = 'x' or id = 2"),
            new Case(column("s", varchar(9)).nullable(), "coalesce(s, '') <> ''"),
            new Case(column("s", date()).nullable(), "s is not null or id = 1"));

    @TestFactory
    List<DynamicTest> theyAreWhatTheyWillBe() {
        return TestDatabase.journalled()
                .flatMap(dialect -> CASES.stream()
                        .map(each -> DynamicTest.dynamicTest(dialect + ": " + each, () -> {
                            try (var database = TestDatabase.fresh(dialect)) {
                                isAskedAsItWillBe(each, database);
                            }
                        })))
                .toList();
    }

    private static void isAskedAsItWillBe(Case each, TestDatabase database) {
        var books = sequence(
                List.of(createTable("book", column("id", bigint()))),
                List.of(
                        addColumn("book", column("n", integer()).nullable()),
                        addColumn("book", each.column()),
                        addCheck("book", check("c", each.condition()))));
        database.migrator().migrate(books, new MigrationId(1));
        database.execute("insert into book (id) values (1)");

        String refusal = null;
        try {
            database.migrator().migrate(books, null);
        } catch (ExecutionException e) {
            refusal = e.getMessage();
        }

        if (holds(each, database)) {
            assertThat(refusal).isNull();
        } else {
            assertThat(refusal).contains("was not started", "Rows of book that do not satisfy it: 1");
        }
    }

    /** Asks the database, of a table that has the column from the beginning. */
    private static boolean holds(Case each, TestDatabase database) {
        var other = sequence(List.of(createTable("other", column("id", bigint()), each.column())));
        try (var fresh = TestDatabase.fresh(database.dialect())) {
            fresh.migrator().migrate(other, null);
            fresh.execute("insert into other (id) values (1)");
            return fresh.query("select id from other where not (" + each.condition() + ")")
                    .isEmpty();
        }
    }
}
