package dev.qorm.execute;

import static dev.qorm.operation.Operations.runSql;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.Statement;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.Schema;
import dev.qorm.testing.RandomEvolutions;
import dev.qorm.testing.RandomEvolutions.Step;
import dev.qorm.testing.RandomSchemas;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Random lives of schemas on real servers, in which a person does by statements of their own what every other migration says.
 * How many: {@code -Dqorm.tries=10000}.
 */
class InsteadOfLawsTest {
    @Provide
    Arbitrary<List<Step>> evolutions() {
        return RandomEvolutions.evolutions();
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return Arbitraries.of(TestDatabase.dialects().toList());
    }

    @Property
    void theOthersGoOnFromThereAndBack(
            @ForAll("dialects") Dialect dialect, @ForAll("evolutions") List<Step> steps, @ForAll boolean oddOnes) {
        Assume.that(steps.stream().allMatch(step -> RandomSchemas.isPossible(step.after(), dialect)));
        var plain = WaysThereAndBack.sequence(steps, false);
        var sequence = byHand(plain, dialect, oddOnes ? 1 : 0);
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = database.migrator();
            for (var migration : sequence.migrations()) {
                migrator.migrate(sequence, migration.id());
                assertThat(database.differences(migration.applyTo(plain.before(migration.id()))))
                        .isEmpty();
            }

            migrator.rollback(sequence, new MigrationId(1));
            assertThat(database.differences(Schema.empty())).isEmpty();
            assertThat(migrator.history()).isEmpty();
        }
        for (var other : Dialect.values()) {
            var there = sequence.forDatabase(other.urlName());
            assertThat(there.replay()).isEqualTo(plain.replay());
        }
    }

    private static MigrationSequence byHand(MigrationSequence sequence, Dialect dialect, int from) {
        var migrations = new ArrayList<NumberedMigration>();
        for (var migration : sequence.migrations()) {
            var isByHand =
                    migrations.size() % 2 == from && !migration.operations().isEmpty();
            migrations.add(isByHand ? byHand(migration, sequence.before(migration.id()), dialect) : migration);
        }
        return MigrationSequence.of(migrations);
    }

    /** The same by the statements that qorm has for it. */
    private static NumberedMigration byHand(NumberedMigration migration, Schema before, Dialect dialect) {
        var operations = new ArrayList<Operation>();
        var back = statements(migration, Direction.ROLL_BACK, before, dialect);
        for (var i = back.size() - 1; i >= 0; i--) {
            operations.add(byHand("", back.get(i), dialect));
        }
        for (var statement : statements(migration, Direction.APPLY, before, dialect)) {
            operations.add(byHand(statement, "", dialect));
        }
        operations.add(byHand("", "", dialect).insteadOf(migration.operations().toArray(Operation[]::new)));
        return new NumberedMigration(migration.id(), operations);
    }

    private static RunSql byHand(String there, String back, Dialect dialect) {
        return runSql(there).reversedBy(back).on(dialect.urlName());
    }

    private static List<String> statements(
            NumberedMigration migration, Direction direction, Schema before, Dialect dialect) {
        return Run.whole(migration, direction, before).render(dialect.renderer()).stream()
                .flatMap(operation -> operation.statements().stream())
                .map(Statement::sql)
                .toList();
    }
}
