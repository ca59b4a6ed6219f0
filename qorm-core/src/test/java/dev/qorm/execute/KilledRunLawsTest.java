package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.WaysThereAndBack.Runs;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.testing.RandomDialects;
import dev.qorm.testing.RandomEvolutions;
import dev.qorm.testing.RandomEvolutions.Step;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/**
 * The lives of schemas on real servers, where each run is killed at some moment: the next one goes on, or takes it back
 * first. How many: {@code -Dqorm.tries=10000}.
 */
class KilledRunLawsTest {
    @Provide
    Arbitrary<List<Step>> evolutions() {
        return RandomEvolutions.evolutions();
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return RandomDialects.mostlyEmbedded();
    }

    /** A short run ends before the later ones. */
    @Provide
    Arbitrary<List<Integer>> moments() {
        return Arbitraries.integers()
                .between(1, 120)
                .withDistribution(RandomDistribution.uniform())
                .list()
                .ofSize(4);
    }

    @Property
    void theNextRunGoesOnOrTakesBack(
            @ForAll("dialects") Dialect dialect,
            @ForAll("evolutions") List<Step> steps,
            @ForAll boolean concurrently,
            @ForAll("moments") List<Integer> moments,
            @ForAll boolean takesBack) {
        WaysThereAndBack.go(dialect, steps, concurrently, new KilledOnce(moments, takesBack));
    }

    private static final class KilledOnce implements Runs {
        private final List<Integer> moments;
        private final boolean takesBack;
        private int runs;

        KilledOnce(List<Integer> moments, boolean takesBack) {
            this.moments = moments;
            this.takesBack = takesBack;
        }

        private int moment() {
            return moments.get(runs++ % moments.size());
        }

        @Override
        public void migrate(TestDatabase database, MigrationSequence sequence, MigrationId last) {
            var known = database.migrator().history().size();
            if (known == 0) {
                database.migrator().migrate(sequence, last);
                return;
            }
            var wasKilled = KilledRuns.isKilled(database, moment(), migrator -> migrator.migrate(sequence, last));
            if (wasKilled && takesBack && database.migrator().history().size() > known) {
                KilledRuns.finish(
                        database,
                        migrator -> migrator.rollback(
                                sequence, sequence.migrations().get(known).id()));
            }
            KilledRuns.finish(database, migrator -> migrator.migrate(sequence, last));
        }

        @Override
        public void rollback(TestDatabase database, MigrationSequence sequence, MigrationId first) {
            KilledRuns.isKilled(database, moment(), migrator -> migrator.rollback(sequence, first));
            var isThere = database.migrator().history().stream()
                    .anyMatch(entry -> entry.id().compareTo(first) >= 0);
            if (isThere) {
                KilledRuns.finish(database, migrator -> migrator.rollback(sequence, first));
            }
        }
    }
}
