package dev.qorm.dialect;

import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.character;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.doublePrecision;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.real;
import static dev.qorm.schema.ColumnTypes.smallint;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.time;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeNames;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that has more to it than the new type holds becomes the same on every database. */
class RoundingsOnRowsTest {
    private record Change(ColumnType from, String value, ColumnType to, String expected) {
        @Override
        public String toString() {
            return TypeNames.of(from) + " " + value + " -> " + TypeNames.of(to);
        }
    }

    private static final String DAY = "2026-12-31 ";

    private static final List<Change> CHANGES = List.of(
            new Change(decimal(10, 2), "2.50", bigint(), "3"),
            new Change(decimal(10, 2), "-2.50", integer(), "-3"),
            new Change(decimal(10, 2), "2.49", smallint(), "2"),
            new Change(doublePrecision(), "2.5", bigint(), "3"),
            new Change(doublePrecision(), "-2.5", integer(), "-3"),
            new Change(doublePrecision(), "-3.5", integer(), "-4"),
            new Change(doublePrecision(), "-2.51", integer(), "-3"),
            new Change(doublePrecision(), "9007199254740993", bigint(), "9007199254740992"),
            new Change(real(), "0.5", smallint(), "1"),
            new Change(real(), "-1.49", smallint(), "-1"),
            new Change(decimal(10, 3), "1.005", decimal(10, 2), "1.01"),
            new Change(decimal(10, 3), "-0.15", decimal(10, 1), "-0.2"),
            new Change(doublePrecision(), "0.15", decimal(10, 1), "0.2"),
            new Change(real(), "16777216", decimal(20, 0), "16777216"),
            new Change(doublePrecision(), "9007199254740991", decimal(20, 0), "9007199254740991"),
            new Change(bigint(), "9223372036854775807", decimal(19, 0), "9223372036854775807"),
            new Change(bigint(), "-9223372036854775808", decimal(19, 0), "-9223372036854775808"),
            new Change(decimal(10, 2), "1.5", varchar(20), "1.50"),
            new Change(decimal(10, 2), "-7", text(), "-7.00"),
            new Change(decimal(10, 8), "0.00000001", varchar(20), "0.00000001"),
            new Change(decimal(10, 0), "5", character(20), "5"),
            new Change(timestamp(), DAY + "23:59:59.999999", timestamp(0), DAY + "23:59:59"),
            new Change(timestamp(), DAY + "03:04:05.25", timestamp(1), DAY + "03:04:05.2"),
            new Change(timestamp(1), DAY + "03:04:05.9", timestamp(0), DAY + "03:04:05"),
            new Change(timestamp(), DAY + "03:04:05.999999", timestampWithTimeZone(3), DAY + "03:04:05.999"),
            new Change(timestamp(), DAY + "23:59:59.5", time(0), "23:59:59"),
            new Change(timestampWithTimeZone(), DAY + "23:59:59.5", timestampWithTimeZone(0), DAY + "23:59:59"),
            new Change(timestampWithTimeZone(), DAY + "23:59:59.59", timestamp(1), DAY + "23:59:59.5"),
            new Change(timestampWithTimeZone(), DAY + "23:59:59.59", time(1), "23:59:59.5"),
            new Change(time(), "23:59:59.999999", time(0), "23:59:59"),
            new Change(time(), "03:04:05.1239", time(3), "03:04:05.123"),
            new Change(varchar(20), "abc  ", character(3), "abc"),
            new Change(text(), "abc  ", character(3), "abc"),
            new Change(character(20), "abc  ", varchar(3), "abc"),
            new Change(character(20), "abc", text(), "abc"));

    static Stream<Arguments> changes() {
        return TestDatabase.dialects().flatMap(dialect -> CHANGES.stream().map(each -> Arguments.of(dialect, each)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("changes")
    void areTheSame(Dialect dialect, Change change) {
        var before = column("c", change.from()).nullable();
        try (var database = new Driven(dialect)) {
            database.create(Table.of("t", column("id", integer()), before))
                    .run("insert into t values (1, " + literal(dialect, change) + ")", "insert into t values (2, null)")
                    .apply(alterColumn("t", before, before.type(change.to())))
                    .check();

            assertHas(database, change);
            if (!dialect.hasTransactionalDdl()) {
                database.repeat();
                assertHas(database, change);
            }
        }
    }

    private static void assertHas(Driven database, Change change) {
        var rows = database.query("select " + shown(database, change) + " from t order by id");
        assertThat(rows.get(0).get(0).replaceFirst("[+]00(:00)?$", "")).isEqualTo(change.expected());
        assertThat(rows.get(1)).containsOnlyNulls();
    }

    private static String shown(Driven database, Change change) {
        return change.to() instanceof ColumnType.Char
                ? "rtrim(c)"
                : database.dialect().isMySqlFamily() ? "cast(c as char)" : "cast(c as varchar)";
    }

    private static String literal(Dialect dialect, Change change) {
        var offset =
                change.from() instanceof ColumnType.TimestampWithTimeZone && !dialect.isMySqlFamily() ? "+00:00" : "";
        return "'" + change.value() + offset + "'";
    }

    static Stream<Arguments> tooLong() {
        return TestDatabase.dialects()
                .flatMap(dialect -> Stream.of(varchar(20), text()).map(type -> Arguments.of(dialect, type)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("tooLong")
    void blanksCountAsTheOtherCharactersOfAText(Dialect dialect, ColumnType from) {
        var before = column("c", from);
        try (var database = new Driven(dialect)) {
            database.create(Table.of("t", before)).run("insert into t values ('abc  ')");

            assertThatThrownBy(() -> database.apply(alterColumn("t", before, before.type(varchar(3)))))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(database.check().query("select c from t")).containsExactly(List.of("abc  "));
            database.apply(alterColumn("t", before, before.type(varchar(3))).backfillSql("rtrim(c)"))
                    .check();
            assertThat(database.query("select c from t")).containsExactly(List.of("abc"));
        }
    }
}
