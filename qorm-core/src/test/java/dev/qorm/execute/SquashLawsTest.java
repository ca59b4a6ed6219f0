package dev.qorm.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.Squasher;
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
import net.jqwik.api.constraints.IntRange;

/** Random lives of schemas whose beginnings are squashed, on real servers. How many: {@code -Dqorm.tries=10000}. */
class SquashLawsTest {
    @Provide
    Arbitrary<List<Step>> evolutions() {
        return RandomEvolutions.evolutions();
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return Arbitraries.of(TestDatabase.dialects().toList());
    }

    @Property
    void aSquashLeadsToTheSameSchemaAndTheOthersGoOnFromThere(
            @ForAll("dialects") Dialect dialect,
            @ForAll("evolutions") List<Step> steps,
            @ForAll @IntRange(min = 0, max = 4) int part,
            @ForAll boolean withStatements,
            @ForAll boolean concurrently) {
        Assume.that(steps.stream().allMatch(step -> RandomSchemas.isPossible(step.after(), dialect)));
        var all = WaysThereAndBack.sequence(steps, concurrently);
        var last = Math.min(part, all.migrations().size() - 1);
        var sequence = squashed(all, last, withStatements);
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = database.migrator();

            migrator.migrate(sequence, sequence.squash());
            assertThat(database.differences(all.states().get(last + 1))).isEmpty();

            migrator.migrate(sequence, null);
            assertThat(database.differences(all.replay())).isEmpty();

            migrator.rollback(sequence, new MigrationId(1));
            assertThat(database.differences(Schema.empty())).isEmpty();
            assertThat(migrator.history()).isEmpty();
        }
    }

    private static MigrationSequence squashed(MigrationSequence sequence, int last, boolean withStatements) {
        var operations = new ArrayList<Operation>();
        for (var migration : sequence.migrations().subList(0, last + 1)) {
            operations.addAll(migration.operations());
            if (withStatements) {
                operations.add(new RunSql("delete from qorm_history where 1 = 0", ""));
            }
        }
        var id = sequence.migrations().get(last).id().squash();
        var migrations = new ArrayList<>(List.of(new NumberedMigration(id, Squasher.squash(operations))));
        migrations.addAll(
                sequence.migrations().subList(last + 1, sequence.migrations().size()));
        return MigrationSequence.of(migrations);
    }
}
