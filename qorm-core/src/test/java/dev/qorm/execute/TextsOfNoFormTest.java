package dev.qorm.execute;

import static dev.qorm.execute.TextFormsTest.insert;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.binary;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.json;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnType;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that become a constant, JSON or bytes, and those that cannot: found before the first statement, on each database. */
class TextsOfNoFormTest {
    private static final List<String> JSON = List.of(
            "{}",
            " [1, -0.5e+10, 0, 0.01, 1e05, 100] ",
            "\"a\\\"01\\\\\"",
            "{\"01\": \"a 01 b\", \"b\": [true, false, null]}",
            "[\"\\\\u0000\", \"\\u00e4\", \"\\ud83d\\ude00\", \"\\\\\\\\\", \"x\"]",
            "\t\n1",
            "\"it's\"");
    private static final List<String> NO_JSON = List.of(
            "01",
            "-01",
            "[1,02]",
            "[ 00]",
            "{\"a\": \"b\", \"c\": 007}",
            "",
            "nan",
            "TRUE",
            "{a:1}",
            "[1,]",
            "'a'",
            "1 2",
            "\"\\u0000\"",
            "[\"\\\\\\u0000\"]",
            "\"a\tb\"",
            "[\"x\", \"a\nb\", \"c\"]",
            "\"\\x\"",
            "[",
            "\"a");

    private static MigrationSequence sequence(ColumnType from, ColumnType to, boolean isAlone) {
        var c = column("c", from).nullable();
        var change = alterColumn("t", c, c.type(to));
        var more = addColumn("t", column("d", integer()).nullable());
        return MigrationSequence.of(List.of(
                new NumberedMigration(
                        new MigrationId(1),
                        List.of(createTable("t", column("id", integer()), c, primaryKey("t_pkey", "id")))),
                new NumberedMigration(
                        new MigrationId(2), isAlone ? List.<Operation>of(change) : List.of(more, change))));
    }

    private static Migrator migrator(TestDatabase database) {
        return database.migrator();
    }

    /** The texts are found, all of them and no other, and without them the migration works. */
    private static void assertFound(
            Dialect dialect, MigrationSequence sequence, String reason, List<String> taken, List<String> refused) {
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence, new MigrationId(1));
            insert(database, taken, 1);
            insert(database, refused, 100);
            database.execute("insert into t (id) values (0)");

            var failure = catchThrowableOfType(
                    ExecutionException.class, () -> migrator(database).migrate(sequence, null));

            assertThat(failure)
                    .hasMessageStartingWith(
                            "Migration0002 was not started, because rows are in the way:\n  'alter column t.c: ");
            var query = failure.getMessage().lines().toList().get(2).strip();
            assertThat(database.query(query.replace("select *", "select id")).stream()
                            .map(row -> Integer.parseInt(row.get(0)))
                            .collect(toSet()))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(100, 100 + refused.size()).boxed().toList());
            assertThat(failure)
                    .hasMessageContaining("' would be refused. Rows of t whose c is not a valid " + reason + ": "
                            + refused.size() + "\n");
            assertThat(database.differences(sequence.states().get(1))).isEmpty();

            database.execute("delete from t where id >= 100");
            migrator(database).migrate(sequence, null);
            assertThat(database.differences(sequence.replay())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void constantsOfAnEnumeration(Dialect dialect) {
        for (var isAlone : List.of(true, false)) {
            assertFound(
                    dialect,
                    sequence(varchar(20), enumeration("NEW", "PAID"), isAlone),
                    "enumeration[NEW, PAID] or does not fit into it",
                    List.of("NEW", "PAID"),
                    List.of("new", "1", "", "GONE"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void jsonThatAllTake(Dialect dialect) {
        for (var isAlone : List.of(true, false)) {
            for (var type : List.of(varchar(200), text())) {
                assertFound(
                        dialect,
                        sequence(type, json(), isAlone),
                        "json, written like {\"a\": 1}, or does not fit into it",
                        JSON,
                        NO_JSON);
            }
        }
    }

    /** PostgreSQL has bytes of any length, and SQLite takes a migration back. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void bytesThatAreTooMany(Dialect dialect) {
        assertFound(
                dialect,
                sequence(varchar(20), binary(4), false),
                "binary(4) or does not fit into it",
                List.of("abcd", "ää", ""),
                List.of("abcde", "äöü"));
    }
}
