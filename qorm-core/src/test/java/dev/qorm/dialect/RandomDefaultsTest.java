package dev.qorm.dialect;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Table;
import dev.qorm.testing.TestDatabase;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A column whose default is another value each time comes to a table with rows. */
class RandomDefaultsTest {
    static Stream<Arguments> defaults() {
        return TestDatabase.dialects().flatMap(dialect -> switch (dialect) {
            case H2 -> Stream.of(of(dialect, ColumnTypes.uuid(), "random_uuid()"));
            case POSTGRESQL -> Stream.of(of(dialect, ColumnTypes.uuid(), "gen_random_uuid()"));
            case SQLITE -> Stream.of(of(dialect, ColumnTypes.varchar(32), "hex(randomblob(16))"));
            case MARIADB, MYSQL ->
                Stream.of(
                        of(dialect, ColumnTypes.uuid(), "uuid()"),
                        of(dialect, ColumnTypes.varchar(32), "MD5(concat('a', UUID ()))"),
                        of(dialect, ColumnTypes.bigint(), "uuid_short()"),
                        of(dialect, ColumnTypes.doublePrecision(), "rand()"),
                        of(dialect, ColumnTypes.binary(16), "random_bytes(16)"));
        });
    }

    private static Arguments of(Dialect dialect, ColumnType type, String expression) {
        return Arguments.of(dialect, type, expression);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("defaults")
    void areAnotherInEachRow(Dialect dialect, ColumnType type, String expression) {
        try (var database = new Driven(dialect)) {
            database.create(Table.of("t", column("id", ColumnTypes.integer())))
                    .check()
                    .run("insert into t (id) values (1)")
                    .run("insert into t (id) values (2)");

            database.apply(addColumn("t", column("token", type).defaultExpression(expression)))
                    .check()
                    .run("insert into t (id) values (3)");

            assertThat(database.query("select token from t where token is not null"))
                    .hasSize(3)
                    .doesNotHaveDuplicates();
        }
    }
}
