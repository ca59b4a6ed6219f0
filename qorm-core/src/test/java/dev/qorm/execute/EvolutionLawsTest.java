package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.WaysThereAndBack.Runs;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.testing.RandomEvolutions;
import dev.qorm.testing.RandomEvolutions.Step;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The lives of schemas on real servers, step by step with rows in the tables, and all the way back. How many:
 * {@code -Dqorm.tries=100000}.
 */
class EvolutionLawsTest {
    @Provide
    Arbitrary<List<Step>> evolutions() {
        return RandomEvolutions.evolutions();
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return Arbitraries.of(TestDatabase.dialects().toList());
    }

    @Property
    void everyStepLeadsThereAndBackAndKeepsTheRows(
            @ForAll("dialects") Dialect dialect, @ForAll("evolutions") List<Step> steps, @ForAll boolean concurrently) {
        WaysThereAndBack.go(dialect, steps, concurrently, new Runs() {
            @Override
            public void migrate(TestDatabase database, MigrationSequence sequence, MigrationId last) {
                database.migrator().migrate(sequence, last);
            }

            @Override
            public void rollback(TestDatabase database, MigrationSequence sequence, MigrationId first) {
                database.migrator().rollback(sequence, first);
            }
        });
    }
}
