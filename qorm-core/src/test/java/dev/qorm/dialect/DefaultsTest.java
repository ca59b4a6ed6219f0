package dev.qorm.dialect;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.testing.TestDatabase;
import java.time.LocalTime;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A literal goes into the database as a default and as the value of rows, and comes back as the same literal. */
class DefaultsTest {
    private static Arguments of(ColumnType type, Object value) {
        return Arguments.of(Column.of("c", type).nullable().defaultValue(value));
    }

    static Stream<Arguments> literalsOnEachDatabase() {
        return TestDatabase.dialects()
                .flatMap(dialect -> literals().map(literal -> Arguments.of(dialect, literal.get()[0])));
    }

    private static Stream<Arguments> literals() {
        return Stream.of(
                of(ColumnTypes.bool(), false),
                of(ColumnTypes.smallint(), -3),
                of(ColumnTypes.integer(), Integer.MIN_VALUE),
                of(ColumnTypes.bigint(), Long.MIN_VALUE),
                of(ColumnTypes.bigint(), Long.MAX_VALUE),
                of(ColumnTypes.real(), 0.1f),
                of(ColumnTypes.doublePrecision(), 1e300),
                of(ColumnTypes.doublePrecision(), -0.5),
                of(ColumnTypes.doublePrecision(), 0),
                of(ColumnTypes.decimal(10, 2), "-1.50"),
                of(ColumnTypes.decimal(38, 10), "1234567890123456789012345678.0123456789"),
                of(ColumnTypes.character(5), "ab"),
                of(ColumnTypes.varchar(80), ""),
                of(ColumnTypes.varchar(80), "it's \"q\" \\ \\n ? {0} :x ${y} -- /* */ ; %"),
                of(ColumnTypes.varchar(80), "ä€😀\t\n"),
                of(ColumnTypes.varchar(80), "'2020'::date"),
                of(ColumnTypes.varchar(80), "cast(1 as int)"),
                of(ColumnTypes.varchar(80), "null"),
                of(ColumnTypes.varchar(80), "5"),
                of(ColumnTypes.text(), "'"),
                of(ColumnTypes.text(), "x::y"),
                of(ColumnTypes.enumeration("it's", "ü \\"), "ü \\"),
                of(ColumnTypes.date(), "0999-12-31"),
                of(ColumnTypes.date(), "1582-10-10"),
                of(ColumnTypes.timestamp(), "1582-10-10T00:00:00"),
                of(ColumnTypes.time(3), LocalTime.parse("10:11:12.123")),
                of(ColumnTypes.time(), "23:59:59.999999"),
                of(ColumnTypes.timestamp(), "2020-01-02T03:04:05.123456"),
                of(ColumnTypes.timestamp(0), "2020-01-02T03:04:05"),
                of(ColumnTypes.timestampWithTimeZone(), "2020-01-02T03:04:05.123456+05:30"),
                of(ColumnTypes.uuid(), new UUID(1, 2)),
                of(ColumnTypes.json(), "[1, \"it's\"]"),
                of(ColumnTypes.binary(4), new byte[] {0, -1, 39, 92}),
                of(ColumnTypes.blob(), new byte[0]));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("literalsOnEachDatabase")
    void comeBackAsTheSameLiteral(Dialect dialect, Column column) {
        try (var database = new Driven(dialect)) {
            database.create(Table.of("t", column("id", ColumnTypes.integer()), column))
                    .check()
                    .run("insert into t (id) values (1)");
            var fromInsert = database.query("select c from t");

            database.apply(addColumn("t", column.named("d"))).check();

            assertThat(database.query("select d from t")).isEqualTo(fromInsert);
            assertThat(fromInsert).isNotEqualTo(List.of(java.util.Collections.singletonList(null)));
        }
    }

    /** Samoa had no 30th of December in 2011, and Berlin no half past two on a day in March. */
    @ParameterizedTest
    @EnumSource
    void areTheSameInEachTimeZone(Dialect dialect) {
        var operation = createTable(
                "t",
                column("a", ColumnTypes.date()).defaultValue("2011-12-30"),
                column("b", ColumnTypes.timestamp()).defaultValue("2026-03-29T02:30:00"),
                column("c", ColumnTypes.timestampWithTimeZone()).defaultValue("2026-03-29T02:30:00Z"));
        var zone = TimeZone.getDefault();
        try {
            for (var other : List.of("Pacific/Apia", "Europe/Berlin")) {
                TimeZone.setDefault(TimeZone.getTimeZone(other));
                var sql = dialect.renderer()
                        .render(List.of(operation), Schema.empty())
                        .get(0)
                        .statements()
                        .get(0)
                        .sql();
                assertThat(sql).contains("'2011-12-30'", "'2026-03-29 02:30:00'", "'2026-03-29 02:30:00");
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aDefaultThatGoesWithTheTypeIsDroppedOnceAtMost(Dialect dialect) {
        var before = column("c", ColumnTypes.integer()).defaultValue(1);
        var after = column("c", ColumnTypes.varchar(20));
        try (var database = new Driven(dialect)) {
            database.create(Table.of("t", column("id", ColumnTypes.integer()), before, primaryKey("t_pk", "id")));

            database.apply(alterColumn("t", before, after)).check();

            assertThat(database.statements())
                    .filteredOn(statement -> statement.endsWith("drop default"))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    /** In parentheses, MySQL would let no column that stands before it be computed of it, and no moment have it. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void theTimeOfNowIsWhatTheServerGivesByItself(Dialect dialect) {
        var before = Schema.empty();
        var create = createTable(
                "visit",
                column("id", ColumnTypes.bigint()),
                column("day", ColumnTypes.date()).nullable().generatedAs("cast(came_at as date)"),
                column("came_at", ColumnTypes.timestamp(3)).defaultExpression("current_timestamp(3)"),
                column("went_at", ColumnTypes.nativeType("timestamp")).defaultExpression("CURRENT_TIMESTAMP"),
                column("paid_at", ColumnTypes.timestamp()).defaultExpression("current_timestamp"),
                column("seen_at", ColumnTypes.timestamp(3)).defaultExpression("current_timestamp(3)"),
                primaryKey("visit_pkey", "id"));
        try (var database = TestDatabase.fresh(dialect, "sessionVariables=explicit_defaults_for_timestamp=0")) {
            dialect.renderer().render(List.of(create), before).stream()
                    .flatMap(each -> each.statements().stream())
                    .forEach(each -> database.execute(each.sql()));
            assertThat(database.differences(create.applyTo(before))).isEmpty();

            database.execute("alter table visit alter column seen_at set default (now(3))");
            assertThat(database.differences(create.applyTo(before))).isEmpty();
        }
    }
}
