package dev.qorm.dialect;

import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.character;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.doublePrecision;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.real;
import static dev.qorm.schema.ColumnTypes.smallint;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.time;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.CreateTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Schema;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What qorm expects a change of a type to store is what MariaDB and MySQL store. */
class MySqlConvertedTest {
    private static final String NUMBERS = "'0', '1.5', '2.5', '-1.5', '0.49', '-0.4', '7'";

    private record Case(ColumnType from, ColumnType to, String values) {}

    static Stream<Arguments> cases() {
        var days = "'2020-02-29 23:59:59.999999', '2020-02-29 00:00:00.5', '1999-12-31 10:00:00.4'";
        var cases = List.of(
                new Case(decimal(8, 4), integer(), NUMBERS + ", '1.4999', '-2.5'"),
                new Case(decimal(8, 4), smallint(), NUMBERS),
                new Case(integer(), decimal(8, 1), "0, 1, -7, null"),
                new Case(decimal(8, 4), decimal(8, 1), NUMBERS + ", '1.25', '-1.25', '1.35', '1.2499'"),
                new Case(doublePrecision(), bigint(), NUMBERS + ", '1e3', '0.49999999999999994'"),
                new Case(doublePrecision(), decimal(8, 1), NUMBERS + ", '1.25', '-1.25'"),
                new Case(real(), integer(), NUMBERS),
                new Case(real(), decimal(8, 2), NUMBERS + ", '1.125', '0.3'"),
                new Case(integer(), bool(), "0, 1, 2, -3, null"),
                new Case(varchar(20), integer(), "'1', '01', '-7', '-0', '+5'"),
                new Case(text(), decimal(6, 2), "'1', '1.0', '-07.50', '0.5'"),
                new Case(varchar(20), bool(), "'true', 'YES', 'f', '0', '1', null"),
                new Case(varchar(40), uuid(), "'0000000a-000B-0000-0000-00000000000c'"),
                new Case(varchar(40), date(), "'2020-02-29'"),
                new Case(varchar(40), time(3), "'10:11:12', '10:11:12.5', '23:59:59.123'"),
                new Case(varchar(40), timestamp(3), "'2020-02-29 10:11:12', '2020-02-29T10:11:12.5'"),
                new Case(varchar(10), character(6), "'a', 'a ', ' a  ', ''"),
                new Case(text(), character(6), "'a', 'a ', ''"),
                new Case(timestamp(6), timestamp(0), days),
                new Case(timestampWithTimeZone(6), timestampWithTimeZone(3), days),
                new Case(timestamp(6), date(), days),
                new Case(timestamp(6), time(3), days),
                new Case(timestampWithTimeZone(6), time(0), days),
                new Case(varchar(10), enumeration("open", "done"), "'open', 'done', null"),
                new Case(time(6), time(0), "'23:59:59.999999', '10:00:00.5', '00:00:00.4'"));
        return TestDatabase.mySqlFamily().flatMap(dialect -> cases.stream().map(each -> Arguments.of(dialect, each)));
    }

    private static CreateTable table(ColumnType type) {
        return createTable(
                "t", column("id", integer()).autoIncrement(), column("v", type).nullable(), primaryKey("t_pkey", "id"));
    }

    private static Operation change(Case example) {
        return alterColumn(
                "t",
                column("v", example.from).nullable(),
                column("v", example.to).nullable());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isWhatTheServerStores(Dialect dialect, Case example) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = table(example.from);
            var renderer = dialect.renderer();
            renderer.render(List.of(before), Schema.empty()).forEach(each -> run(database, each));
            Pattern.compile(", ")
                    .splitAsStream(example.values)
                    .forEach(value -> database.execute("insert into t (v) values (" + value + ")"));
            var converted = MySqlConverted.of("v", example.from, example.to);
            assertThat(converted).isNotEqualTo("v");
            var expected = database.query("select id, concat('<', " + converted + ", '>') from t order by id");

            renderer.render(List.of(change(example)), before.applyTo(Schema.empty()))
                    .forEach(each -> run(database, each));

            assertThat(expected)
                    .isEqualTo(database.query("select id, concat('<', " + (example.to.equals(uuid()) ? "lower(v)" : "v")
                            + ", '>') from t order by id"));
        }
    }

    private static void run(TestDatabase database, RenderedOperation operation) {
        operation.statements().forEach(statement -> database.execute(statement.sql()));
    }
}
