package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.runSql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** An index of PostgreSQL while it is built: for whom that waits, who does not wait for it, and what it leaves when it is cut off. */
class ConcurrentBuildsTest extends ConcurrentIndexRuns {
    /** A statement that waits for an old transaction, as it is killed in real life. */
    @Test
    void whatAKilledServerProcessLeftIsBuiltAnew() throws Exception {
        try (var old = oldTransaction()) {
            assertThat(old.isClosed()).isFalse();
            var run = CompletableFuture.supplyAsync(() -> migrator().migrate(BOOKS, null));
            awaitInvalid();
            database.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'create unique index%'");

            assertThatThrownBy(() -> run.get(60, TimeUnit.SECONDS))
                    .hasMessageContaining("Migration0002 failed at 'create unique index concurrently")
                    .hasMessageContaining("It is not known whether this statement took effect, or what it left")
                    .hasMessageContaining("run mvn qorm:migrate again: it finds out and continues");
        }
        assertThat(database.query(INVALID)).containsExactly(List.of("book_title_idx"));
        assertThat(states()).containsExactly(State.APPLIED, State.APPLYING);
        assertThat(statementsOfDryRun(Direction.APPLY)).hasSize(4).startsWith("drop index concurrently book_title_idx");
        assertThat(statementsOfDryRun(Direction.ROLL_BACK))
                .containsExactly("drop index concurrently \"book_title_idx\"");

        var statements = new ArrayList<String>();
        runner.telling(statements::add).migrate(BOOKS, null);

        assertThat(statements).hasSize(4).startsWith("drop index concurrently book_title_idx");
        assertApplied();
    }

    @Test
    void whatAKilledServerProcessLeftIsRolledBack() throws Exception {
        try (var old = oldTransaction()) {
            assertThat(old.isClosed()).isFalse();
            var run = CompletableFuture.supplyAsync(() -> migrator().migrate(BOOKS, null));
            awaitInvalid();
            database.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'create unique index%'");
            assertThatThrownBy(() -> run.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        }

        migrator().rollback(BOOKS, null);

        assertNotApplied();
    }

    private List<String> statementsOfDryRun(Direction direction) {
        var statements = new ArrayList<String>();
        runner.telling(statements::add).dryRun(BOOKS, null, direction);
        return statements;
    }

    /** A second runner waits for the lock meanwhile, and the build for a transaction older than it; none for the other. */
    @Test
    void neitherAWaitingRunnerNorAnOldTransactionIsInTheWay() throws Exception {
        CompletableFuture<List<MigrationId>> first;
        CompletableFuture<List<MigrationId>> second;
        var waiting = new CopyOnWriteArrayList<String>();
        try (var old = oldTransaction()) {
            assertThat(old.isClosed()).isFalse();
            first = CompletableFuture.supplyAsync(() -> migrator().migrate(BOOKS, null));
            awaitInvalid();
            second = CompletableFuture.supplyAsync(() -> runner.migrator(new MigrationListener() {
                        @Override
                        public void waitingForLock(String holder) {
                            waiting.add(holder);
                        }
                    })
                    .migrate(BOOKS, null));
            await(() -> !waiting.isEmpty());
            // Rows are written meanwhile.
            database.execute("update book set shelf = shelf + 1");
            assertThat(first).isNotDone();
            assertThat(second).isNotDone();
        }

        assertThat(first.get(60, TimeUnit.SECONDS)).containsExactly(SECOND);
        assertThat(second.get(60, TimeUnit.SECONDS)).isEmpty();
        assertApplied();
    }

    /** The limit of statements that wait for tables would cut it off, and is there for the next migration. */
    @Test
    void waitsForAnOldTransactionLongerThanOthersForATable() throws Exception {
        var seen = runSql("create table seen as select current_setting('lock_timeout') as waiting");
        var sequence = sequence(List.of(TABLE), List.of(CREATE_TITLE), List.of(seen));
        try (var impatient = TestDatabase.fresh(Dialect.POSTGRESQL, "options=-c%20lock_timeout=300ms")) {
            var migrator = PostgresRunner.migrator(impatient.database(), MigrationListener.SILENT);
            migrator.migrate(sequence, FIRST);
            CompletableFuture<List<MigrationId>> run;
            impatient.connection().setAutoCommit(false);
            assertThat(impatient.query("select id from book")).isEmpty();
            run = CompletableFuture.supplyAsync(() -> migrator.migrate(sequence, null));
            Thread.sleep(1500);
            assertThat(run).isNotDone();
            impatient.connection().rollback();
            impatient.connection().setAutoCommit(true);

            assertThat(run.get(60, TimeUnit.SECONDS)).hasSize(2);
            assertThat(impatient.query("select waiting from seen")).containsExactly(List.of("300ms"));
        }
    }

    @Test
    void aLimitOfTimeIsKeptAndWhatItCutOffIsDropped() throws Exception {
        var limited = runner.with("options=-c%20statement_timeout=700ms");
        try (var old = oldTransaction()) {
            assertThat(old.isClosed()).isFalse();
            assertThatThrownBy(() -> PostgresRunner.migrator(limited, MigrationListener.SILENT)
                            .migrate(BOOKS, null))
                    .hasMessageContainingAll(
                            "failed at 'create unique index concurrently",
                            "lift the limit in qorm.url: options=-c%20statement_timeout=0");
        }
        migrator().migrate(BOOKS, null);
        assertApplied();
    }

    /** A transaction that the build has to wait for: it has read the table, and has rows of it in view. */
    private Connection oldTransaction() throws SQLException {
        var connection = database.database().connect();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = connection.createStatement()) {
            statement.execute("select count(*) from book");
        }
        return connection;
    }

    private void awaitInvalid() throws InterruptedException {
        await(() -> !database.query(INVALID).isEmpty());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (var i = 0; i < 400 && !condition.getAsBoolean(); i++) {
            Thread.sleep(25);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void anIndexThatSomebodyIsBuildingIsLeftAlone() throws Exception {
        CompletableFuture<Void> build;
        try (var old = oldTransaction()) {
            assertThat(old.isClosed()).isFalse();
            build = CompletableFuture.runAsync(
                    () -> database.execute("create unique index concurrently book_title_idx on book (title)"));
            try (var other = database.database().connect();
                    var statement = other.createStatement()) {
                await(() -> {
                    try (var rows = statement.executeQuery(INVALID)) {
                        return rows.next();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            assertThatThrownBy(
                            () -> CompletableFuture.supplyAsync(() -> migrator().migrate(BOOKS, null))
                                    .get(20, TimeUnit.SECONDS))
                    .hasMessageContaining("the index book_title_idx of book is invalid, and the server process ")
                    .hasMessageContaining("is building an index of book concurrently");
        }
        build.get(60, TimeUnit.SECONDS);
        assertThat(states()).containsExactly(State.APPLIED);
    }
}
