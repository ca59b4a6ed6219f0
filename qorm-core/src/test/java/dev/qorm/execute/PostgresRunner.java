package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.migration.MigrationId;
import dev.qorm.testing.KillingDriver;
import dev.qorm.testing.KillingDriver.Killed;
import dev.qorm.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** A new database of PostgreSQL and the runs on it, some of which are killed. */
final class PostgresRunner implements AutoCloseable {
    final TestDatabase database;

    private PostgresRunner(TestDatabase database) {
        this.database = database;
    }

    /** Skips the test where PostgreSQL is not among the databases that are tested. */
    static PostgresRunner fresh() {
        Assumptions.assumeTrue(TestDatabase.dialects().anyMatch(Dialect.POSTGRESQL::equals));
        return new PostgresRunner(TestDatabase.fresh(Dialect.POSTGRESQL));
    }

    Migrator migrator() {
        return migrator(MigrationListener.SILENT);
    }

    Migrator migrator(MigrationListener listener) {
        return migrator(database.database(), listener);
    }

    /** One that reads or does something before each statement. */
    Migrator telling(Consumer<String> statements) {
        return migrator(listener(statements));
    }

    /** As a user whose URL has more parameters. */
    Database with(String parameters) {
        var given = database.database();
        return new Database(given.url() + "&" + parameters, given.user(), given.password(), given.driver());
    }

    static Migrator migrator(Database database, MigrationListener listener) {
        return new Migrator(database, Dialect.POSTGRESQL, Duration.ofSeconds(20), listener, Clock.systemUTC());
    }

    static MigrationListener listener(Consumer<String> statements) {
        return new MigrationListener() {
            @Override
            public void statement(MigrationId id, String sql) {
                statements.accept(sql);
            }
        };
    }

    List<State> states() {
        return migrator().history().stream().map(HistoryEntry::state).toList();
    }

    /** Runs a goal that is killed before or after what is sent to the server as number {@code moment}; false where that is none. */
    boolean isKilled(int moment, Consumer<Migrator> goal) {
        var given = database.database();
        var killing = new KillingDriver(given.driver(), moment);
        try {
            goal.accept(migrator(
                    new Database(given.url(), given.user(), given.password(), killing), MigrationListener.SILENT));
        } catch (Killed e) {
            if (!killing.isDead()) {
                throw e;
            }
        }
        return killing.isDead();
    }

    @Override
    public void close() {
        database.close();
    }
}
