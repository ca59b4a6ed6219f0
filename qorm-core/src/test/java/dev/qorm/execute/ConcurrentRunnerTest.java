package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.schema.ColumnTypes.bigint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.execute.MigrationListener.Direction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Indexes of PostgreSQL that are built and dropped while others work, whatever stops that half way. */
class ConcurrentRunnerTest extends ConcurrentIndexRuns {
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
    void aKilledRunIsFinishedOrRolledBack() {
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

    @Test
    void duplicatesAreFoundBeforeAnythingIsStarted() {
        database.execute("update book set title = 'twice' where id in (5, 50)");

        assertThatThrownBy(() -> migrator().migrate(BOOKS, null))
                .hasMessageContainingAll(
                        "Migration0002 was not started, because rows are in the way",
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
                        "The invalid index that this left is dropped. None of this migration is applied");

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
                        "is dropped. The finished part of this migration stays, and the migration is recorded as started.",
                        "mvn qorm:migrate again: it continues with this statement; or run mvn qorm:rollback");
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

    /** It may be another one, or the same: then that can be recorded. */
    @Test
    void anIndexOfThatNameIsNotTakenForTheMigrations() {
        database.execute("create index book_both_idx on book (title)");

        assertThatThrownBy(() -> migrator().migrate(BOOKS, null))
                .hasMessageContainingAll(
                        "Migration0002 was not started",
                        "'create index concurrently book_both_idx on book(shelf, title) where shelf > 0': an index of that"
                                + " name already exists",
                        "mvn qorm:migrate -Dqorm.fake");

        assertThat(states()).containsExactly(State.APPLIED);
        database.execute("drop index book_both_idx");
        migrator().migrate(BOOKS, null);
        assertApplied();
        database.execute("drop index book_both_idx");
        assertThatThrownBy(() -> migrator().rollback(BOOKS, null))
                .hasMessageContainingAll("rolling back Migration0002 was not started", "does not exist");
        assertThat(states()).containsExactly(State.APPLIED, State.APPLIED);
    }

    @Test
    void anIndexOfAnotherTableIsNeitherTakenForItNorDropped() {
        database.execute("create table other (title varchar(20))");
        database.execute("create index book_title_idx on other (title)");

        assertThatThrownBy(() -> migrator().migrate(BOOKS, null))
                .hasMessageContainingAll("\"book_title_idx\" already exists", "None of this migration is applied");

        assertThat(states()).containsExactly(State.APPLIED);
        assertThat(database.query("select tablename from pg_indexes where indexname = 'book_title_idx'"))
                .containsExactly(List.of("other"));
    }

    @Test
    void whatIsStartedCanBeRecordedAsAppliedWhenItIsDoneByHand() {
        assertThatThrownBy(() -> runner.migrator(new StopsBefore(2)).migrate(BOOKS, null))
                .isInstanceOf(StopsBefore.Stopped.class);
        assertThatThrownBy(() -> migrator().look(BOOKS, (connection, way, applied) -> applied))
                .hasMessageContaining("Migration0002 was started and is not finished");

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
