package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indexes of PostgreSQL that are built and dropped while others work, whatever stops that half way. */
class ConcurrentRunnerTest extends PostgresRuns {
    private static final Index OLD = index("book_shelf_idx", "shelf");
    private static final Index TITLE = uniqueIndex("book_title_idx", "title");
    private static final Index BOTH = index("book_both_idx", "shelf", "title").where("shelf > 0");
    private static final Operation TABLE = createTable(
            "book",
            column("id", bigint()),
            column("title", varchar(20)).nullable(),
            column("shelf", bigint()),
            primaryKey("book_pkey", "id"),
            OLD);
    private static final Operation CREATE_TITLE = createIndex("book", TITLE).concurrently();
    private static final Operation CREATE_BOTH = createIndex("book", BOTH).concurrently();
    private static final Operation DROP_OLD = dropIndex("book", OLD).concurrently();
    private static final MigrationSequence BOOKS =
            sequence(List.of(TABLE), List.of(CREATE_TITLE, CREATE_BOTH, DROP_OLD));
    private static final MigrationId FIRST = new MigrationId(1);
    private static final MigrationId SECOND = new MigrationId(2);
    private static final String INVALID = "select indexrelid::regclass from pg_index where not indisvalid";

    @BeforeEach
    void booksOnShelves() {
        migrator().migrate(BOOKS, FIRST);
        database.execute("insert into book select i, 'title ' || i, i % 7 from generate_series(1, 500) i");
    }

    private void assertSchema(Schema expected) {
        assertThat(database.differences(expected)).isEmpty();
        assertThat(database.query(INVALID)).isEmpty();
        assertThat(database.query("select count(*) from book")).containsExactly(List.of("500"));
    }

    private void assertApplied() {
        assertSchema(BOOKS.replay());
        assertThat(states()).containsExactly(State.APPLIED, State.APPLIED);
    }

    private void assertNotApplied() {
        assertSchema(BOOKS.states().get(1));
        assertThat(states()).containsExactly(State.APPLIED);
    }

    @Test
    void thereAndBackWithRows() {
        var statements = new ArrayList<String>();

        assertThat(runner.telling(statements::add).migrate(BOOKS, null)).containsExactly(SECOND);
        assertApplied();
        assertThat(runner.telling(statements::add).rollback(BOOKS, null)).containsExactly(SECOND);
        assertNotApplied();

        assertThat(statements)
                .containsExactly(
                        "create unique index concurrently \"book_title_idx\" on \"book\"(\"title\")",
                        "create index concurrently \"book_both_idx\" on \"book\"(\"shelf\", \"title\") where shelf > 0",
                        "drop index concurrently \"book_shelf_idx\"",
                        "create index concurrently \"book_shelf_idx\" on \"book\"(\"shelf\")",
                        "drop index concurrently \"book_both_idx\"",
                        "drop index concurrently \"book_title_idx\"");
    }

    @Test
    void withOthersBeforeAndBehind() {
        var stars = addColumn("book", column("stars", bigint()).nullable());
        var sequence = sequence(List.of(TABLE), List.of(CREATE_TITLE), List.of(stars), List.of(CREATE_BOTH));

        migrator().migrate(sequence, null);
        assertSchema(sequence.replay());
        migrator().rollback(sequence, SECOND);
        assertNotApplied();
    }

    /** Killed before and after each thing that is sent to the server, there and back, and run or taken back after that. */
    @Test
    void aKilledRunIsFinishedOrTakenBack() {
        var wasKilled = true;
        for (var moment = 1; wasKilled; moment++) {
            wasKilled = runner.isKilled(moment, migrator -> migrator.migrate(BOOKS, null));
            migrator().migrate(BOOKS, null);
            assertApplied();

            wasKilled |= runner.isKilled(moment, migrator -> migrator.rollback(BOOKS, SECOND));
            if (states().size() == 2) {
                migrator().rollback(BOOKS, SECOND);
            }
            assertNotApplied();

            wasKilled |= runner.isKilled(moment, migrator -> migrator.migrate(BOOKS, null));
            if (states().size() == 2) {
                migrator().rollback(BOOKS, SECOND);
            }
            assertNotApplied();
        }
    }

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
                    .hasMessageContaining("and what it left, is not known")
                    .hasMessageContaining("run mvn qorm:migrate again, which finds out and goes on");
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
    void whatAKilledServerProcessLeftIsTakenBack() throws Exception {
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
    void duplicatesAreFoundBeforeAnythingIsBegun() {
        database.execute("update book set title = 'twice' where id in (5, 50)");

        assertThatThrownBy(() -> migrator().migrate(BOOKS, null))
                .hasMessageContainingAll(
                        "Migration0002 was not begun, since rows are in the way",
                        "Values of title that more than one row of book has: 1",
                        "select \"title\", count(*) from \"book\"");

        assertNotApplied();
    }

    /** They may come in while the index is built. */
    @Test
    void duplicatesThatComeInMeanwhileLeaveNoIndex() {
        assertThatThrownBy(() -> runner.telling(this::doubling).migrate(BOOKS, null))
                .hasMessageContainingAll(
                        "failed at 'create unique index concurrently book_title_idx on book(title)'",
                        "could not create unique index",
                        "This finds the rows that are in the way:\n    select \"title\", count(*) from \"book\"",
                        "The index that this left, an invalid one, is dropped. Nothing of this migration is applied");

        assertNotApplied();
        database.execute("update book set title = 'title ' || id");
        migrator().migrate(BOOKS, null);
        assertApplied();
    }

    private void doubling(String sql) {
        if (sql.startsWith("create unique")) {
            database.execute("update book set title = 'twice' where id in (5, 50)");
        }
    }

    @Test
    void duplicatesBehindAnotherIndexKeepWhatIsDone() {
        var sequence = sequence(List.of(TABLE), List.of(CREATE_BOTH, CREATE_TITLE));
        assertThatThrownBy(() -> runner.telling(this::doubling).migrate(sequence, null))
                .hasMessageContainingAll(
                        "is dropped. What is done of this migration stays, and is recorded as begun.",
                        "mvn qorm:migrate again: it goes on with this statement; or mvn qorm:rollback");
        assertThat(states()).containsExactly(State.APPLIED, State.APPLYING);
        assertThat(database.query(INVALID)).isEmpty();

        database.execute("update book set title = 'title ' || id");
        var statements = new ArrayList<String>();
        runner.telling(statements::add).migrate(sequence, null);

        assertThat(statements).singleElement().asString().startsWith("create unique index concurrently");
        assertSchema(sequence.replay());
    }

    /** Somebody tried by hand, and it failed. */
    @Test
    void anInvalidIndexOfOthersIsBuiltAnew() {
        database.execute("update book set title = 'twice' where id in (5, 50)");
        assertThatThrownBy(() -> database.execute("create unique index concurrently book_title_idx on book (title)"))
                .hasMessageContaining("could not create unique index");
        database.execute("update book set title = 'title ' || id");
        assertThat(database.query(INVALID)).hasSize(1);

        migrator().migrate(BOOKS, null);

        assertApplied();
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

    /** It may be another one, or the same: then that can be recorded. */
    @Test
    void anIndexOfThatNameIsNotTakenForTheMigrations() {
        database.execute("create index book_both_idx on book (title)");

        assertThatThrownBy(() -> migrator().migrate(BOOKS, null))
                .hasMessageContainingAll(
                        "Migration0002 was not begun",
                        "'create index concurrently book_both_idx on book(shelf, title) where shelf > 0': an index of that"
                                + " name is there already",
                        "mvn qorm:migrate -Dqorm.fake");

        assertThat(states()).containsExactly(State.APPLIED);
        database.execute("drop index book_both_idx");
        migrator().migrate(BOOKS, null);
        assertApplied();
        database.execute("drop index book_both_idx");
        assertThatThrownBy(() -> migrator().rollback(BOOKS, null))
                .hasMessageContainingAll("rolling back Migration0002 was not begun", "is not there");
        assertThat(states()).containsExactly(State.APPLIED, State.APPLIED);
    }

    @Test
    void anIndexOfAnotherTableIsNeitherTakenForItNorDropped() {
        database.execute("create table other (title varchar(20))");
        database.execute("create index book_title_idx on other (title)");

        assertThatThrownBy(() -> migrator().migrate(BOOKS, null))
                .hasMessageContainingAll("\"book_title_idx\" already exists", "Nothing of this migration is applied");

        assertThat(states()).containsExactly(State.APPLIED);
        assertThat(database.query("select tablename from pg_indexes where indexname = 'book_title_idx'"))
                .containsExactly(List.of("other"));
    }

    @Test
    void whatIsBegunCanBeRecordedAsAppliedWhenItIsDoneByHand() {
        assertThatThrownBy(() -> runner.migrator(new StopsBefore(2)).migrate(BOOKS, null))
                .isInstanceOf(StopsBefore.Stopped.class);
        assertThatThrownBy(() -> migrator().look(BOOKS, (connection, way, applied) -> applied))
                .hasMessageContaining("Migration0002 was begun and is not finished");

        migrator().fake(BOOKS, null, Direction.APPLY, (connection, expected) -> {});

        assertThat(states()).containsExactly(State.APPLIED, State.APPLIED);
    }

    @Test
    void inASchemaThatIsNotTheDefault() {
        database.execute("create schema shop");
        var shop = runner.with("currentSchema=shop");
        PostgresRunner.migrator(shop, MigrationListener.SILENT).migrate(BOOKS, null);
        PostgresRunner.migrator(shop, MigrationListener.SILENT).rollback(BOOKS, SECOND);
        assertThat(database.query(
                        "select count(*) from pg_indexes where schemaname = 'shop' and indexname = 'book_shelf_idx'"))
                .containsExactly(List.of("1"));
        assertNotApplied();
    }
}
