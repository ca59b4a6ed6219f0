package dev.qorm.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.testing.KillingDriver;
import dev.qorm.testing.KillingDriver.Killed;
import dev.qorm.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Runs that are killed, and the next ones. */
final class KilledRuns {
    private KilledRuns() {}

    interface Goal {
        List<MigrationId> run(Migrator migrator);
    }

    /** Whether the run came to that moment, where it was killed. */
    static boolean isKilled(TestDatabase database, int moment, Goal goal) {
        expireLease(database);
        var killing = new KillingDriver(database.database().driver(), moment);
        try {
            goal.run(migrator(database, killing));
        } catch (Killed e) {
            assertThat(killing.isDead()).isTrue();
        }
        return killing.isDead();
    }

    /** What a person does: the same goal again. The lease of a dead run is over by then. */
    static void finish(TestDatabase database, Goal goal) {
        expireLease(database);
        goal.run(migrator(database, new KillingDriver(database.database().driver(), KillingDriver.NEVER)));
    }

    private static void expireLease(TestDatabase database) {
        if (database.dialect() == Dialect.H2) {
            database.execute("update " + HistoryTables.DEFAULT.lock() + " set expires_at = 0");
        }
    }

    private static Migrator migrator(TestDatabase database, KillingDriver driver) {
        var given = database.database();
        return new Migrator(
                new Database(given.url(), given.user(), given.password(), driver),
                database.dialect(),
                Duration.ofSeconds(5),
                MigrationListener.SILENT,
                Clock.systemUTC());
    }
}
