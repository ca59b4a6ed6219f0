package dev.qorm.execute;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Tests each of which has a database of PostgreSQL. */
abstract class PostgresRuns {
    final PostgresRunner runner = PostgresRunner.fresh();
    final TestDatabase database = runner.database;

    @AfterEach
    final void close() {
        runner.close();
    }

    final Migrator migrator() {
        return runner.migrator();
    }

    final List<State> states() {
        return runner.states();
    }
}
