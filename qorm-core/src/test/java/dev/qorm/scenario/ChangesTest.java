package dev.qorm.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.UnsupportedByDatabaseException;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.testing.KeptValues;
import dev.qorm.testing.LinkedRows;
import dev.qorm.testing.OneOffValues;
import dev.qorm.testing.Rows;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The changes that people make to schemas, each as the operations that it should take, and on every database. */
class ChangesTest {
    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void takesTheseOperationsInThisOrder(Scenario scenario) {
        var operations = SchemaDiffer.diff(scenario.before(), scenario.after(), scenario.renames());

        assertThat(operations.stream().map(Operation::describe).toList()).isEqualTo(scenario.plan());
        assertThat(Operation.replay(scenario.before(), operations)).isEqualTo(scenario.after());
        assertThat(Operation.replay(scenario.after(), reversed(operations))).isEqualTo(scenario.before());
        assertThat(SchemaDiffer.diff(Operation.replay(scenario.before(), operations), scenario.after()))
                .isEmpty();
    }

    private static List<Operation> reversed(List<Operation> operations) {
        return new NumberedMigration(new MigrationId(1), operations).reversed(operations.size());
    }

    static Stream<Arguments> scenariosOnEachDatabase() {
        return TestDatabase.dialects()
                .flatMap(dialect -> Scenario.all().stream().map(scenario -> Arguments.of(dialect, scenario)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("scenariosOnEachDatabase")
    void leadsThereAndBackAndKeepsTheRows(Dialect dialect, Scenario scenario) {
        var first = new NumberedMigration(new MigrationId(1), SchemaDiffer.diff(Schema.empty(), scenario.before()));
        var second = new NumberedMigration(
                new MigrationId(2),
                SchemaDiffer.diff(scenario.before(), scenario.after(), scenario.renames()).stream()
                        .map(OneOffValues::given)
                        .toList());
        var sequence = MigrationSequence.of(List.of(first, second));
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = database.migrator();
            if (List.of(scenario.refusals().split(" ")).contains(dialect.name())) {
                assertThatThrownBy(() -> migrator.migrate(sequence, null))
                        .isInstanceOf(UnsupportedByDatabaseException.class);
                return;
            }
            migrator.migrate(sequence, first.id());
            var rows = new Rows(database);
            new LinkedRows(database, scenario.before(), scenario.values()).insert();
            var before = rows.read(scenario.before().tables());

            migrator.migrate(sequence, null);
            assertSchema(database, scenario.after());
            KeptValues.assertKept(before, rows.read(scenario.after().tables()), second.operations());

            var after = rows.read(scenario.after().tables());
            migrator.rollback(sequence, second.id());
            assertSchema(database, scenario.before());
            KeptValues.assertKept(after, rows.read(scenario.before().tables()), reversed(second.operations()));
        }
    }

    private static void assertSchema(TestDatabase database, Schema expected) {
        assertThat(database.differences(expected)).isEmpty();
    }
}
