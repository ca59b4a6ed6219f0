package dev.qorm.execute;

import static dev.qorm.execute.KilledRuns.finish;
import static dev.qorm.execute.KilledRuns.isKilled;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.runJava;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.JavaStep;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.testing.OperationCases;
import dev.qorm.testing.OperationCases.Case;
import dev.qorm.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The runner is killed at every moment of every operation, before and after each thing that it sends to the server, and
 * run again until it is through: the same schema, no manual step, the same numbers of rows.
 */
class KillMatrixTest {
    private static final List<Operation> LIBRARY =
            List.of(new CreateTable(OperationCases.AUTHOR), new CreateTable(OperationCases.BOOK));

    /** All cases on H2, which is fast; on the servers one in eight, or all with {@code -Dqorm.killMatrix=all}. */
    static Stream<Arguments> casesOnEachDatabase() {
        var isAll = "all".equals(System.getProperty("qorm.killMatrix"));
        return TestDatabase.dialects().flatMap(dialect -> {
            var cases = OperationCases.on(dialect).toList();
            return IntStream.range(0, cases.size())
                    .filter(i -> isAll || dialect == Dialect.H2 || i % 8 == 1)
                    .mapToObj(i -> Arguments.of(dialect, cases.get(i)));
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("casesOnEachDatabase")
    void aKilledRunIsFinishedByTheNext(Dialect dialect, Case given) {
        var sequence = sequence(given.operations());
        try (var database = TestDatabase.fresh(dialect)) {
            fill(database, sequence);

            var wasKilled = true;
            for (var moment = 1; wasKilled; moment++) {
                wasKilled = isKilled(database, moment, migrator -> migrator.migrate(sequence, null));
                finish(database, migrator -> migrator.migrate(sequence, null));
                assertSchema(database, sequence.replay(), moment);
                finish(database, migrator -> migrator.rollback(sequence, new MigrationId(2)));
                assertSchema(database, sequence.states().get(1), moment);
            }

            wasKilled = true;
            for (var moment = 1; wasKilled; moment++) {
                finish(database, migrator -> migrator.migrate(sequence, null));
                wasKilled = isKilled(database, moment, migrator -> migrator.rollback(sequence, new MigrationId(2)));
                rollBack(database, sequence);
                assertSchema(database, sequence.states().get(1), moment);
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("casesOnEachDatabase")
    void aKilledRunIsRolledBack(Dialect dialect, Case given) {
        var sequence = sequence(given.operations());
        try (var database = TestDatabase.fresh(dialect)) {
            fill(database, sequence);

            var wasKilled = true;
            for (var moment = 1; wasKilled; moment++) {
                wasKilled = isKilled(database, moment, migrator -> migrator.migrate(sequence, null));
                rollBack(database, sequence);
                assertSchema(database, sequence.states().get(1), moment);
            }
        }
    }

    static final class OnePageMore implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("update book set pages = pages + 1");
            }
        }
    }

    static final class OnePageLess implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            try (var statement = connection.prepareStatement("update book set pages = pages - ?")) {
                statement.setInt(1, 1);
                statement.executeUpdate();
            }
        }
    }

    /** SQL and Java by hand that is not the same when it runs twice. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void nothingRunsTwice(Dialect dialect) {
        var sequence = sequence(List.of(
                runSql("update book set pages = pages + 1").reversedBy("update book set pages = pages - 1"),
                addColumn("book", column("stars", integer())).backfill(4),
                runJava(OnePageMore.class).reversedBy(OnePageLess.class)));
        var pages = "select sum(pages) from book";
        try (var database = TestDatabase.fresh(dialect)) {
            fill(database, sequence);

            var wasKilled = true;
            for (var moment = 1; wasKilled; moment++) {
                wasKilled = isKilled(database, moment, migrator -> migrator.migrate(sequence, null));
                finish(database, migrator -> migrator.migrate(sequence, null));
                assertThat(database.query(pages)).as("%s", moment).containsExactly(List.of("66"));
                var unused = isKilled(database, moment, migrator -> migrator.rollback(sequence, new MigrationId(2)));
                rollBack(database, sequence);
                assertThat(database.query(pages)).as("%s", moment).containsExactly(List.of("60"));
            }
        }
    }

    /** SQL by hand that commits by itself, and cannot run twice. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aTableThatIsRenamedByHand(Dialect dialect) {
        var rename = dialect.isMySqlFamily() ? "rename table %s to %s" : "alter table %s rename to %s";
        var sequence = sequence(List.of(
                addColumn("book", column("stars", integer())).backfill(4),
                runSql("-- not of the models\n/* see the wiki */ " + rename.formatted("draft", "leaflet"))
                        .reversedBy("-- back\n" + rename.formatted("leaflet", "draft")),
                addColumn("book", column("edition", integer())).backfill(1)));
        try (var database = TestDatabase.fresh(dialect)) {
            fill(database, sequence);
            database.execute("create table draft (id int)");

            var wasKilled = true;
            for (var moment = 1; wasKilled; moment++) {
                wasKilled = isKilled(database, moment, migrator -> migrator.migrate(sequence, null));
                finish(database, migrator -> migrator.migrate(sequence, null));
                assertThat(database.query("select id from leaflet"))
                        .as("%s", moment)
                        .isEmpty();
                wasKilled |= isKilled(database, moment, migrator -> migrator.rollback(sequence, new MigrationId(2)));
                rollBack(database, sequence);
                assertThat(database.query("select id from draft"))
                        .as("%s", moment)
                        .isEmpty();
                wasKilled |= isKilled(database, moment, migrator -> migrator.migrate(sequence, null));
                rollBack(database, sequence);
                assertThat(database.query("select id from draft"))
                        .as("%s", moment)
                        .isEmpty();
            }
        }
    }

    private static MigrationSequence sequence(List<Operation> operations) {
        return MigrationSequence.of(List.of(
                new NumberedMigration(new MigrationId(1), LIBRARY),
                new NumberedMigration(new MigrationId(2), operations)));
    }

    /** The tables that the operations are about, with rows. */
    private static void fill(TestDatabase database, MigrationSequence sequence) {
        database.migrator().migrate(sequence, new MigrationId(1));
        OperationCases.ROWS.forEach(database::execute);
    }

    /** Rolls the second migration back, unless nothing is recorded of it. */
    private static void rollBack(TestDatabase database, MigrationSequence sequence) {
        if (database.migrator().history().size() > 1) {
            finish(database, migrator -> migrator.rollback(sequence, new MigrationId(2)));
        }
    }

    private static void assertSchema(TestDatabase database, Schema expected, int moment) {
        assertThat(database.differences(expected))
                .as("killed at moment %s", moment)
                .isEmpty();
    }
}
