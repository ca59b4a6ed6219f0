package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.alterColumn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What stops a column that comes to be NOT NULL half way: it goes on there, or is taken back. */
class ConcurrentNotNullStopsTest extends ConcurrentNotNullRuns {
    /** Killed before and after each thing that is sent to the server, there and back, and run or taken back after that. */
    @Test
    void aKilledRunIsFinishedOrRolledBack() {
        var wasKilled = true;
        for (var moment = 1; wasKilled; moment++) {
            wasKilled = runner.isKilled(moment, migrator -> migrator.migrate(BOOKS, null));
            migrator().migrate(BOOKS, null);
            assertApplied(BOOKS);

            wasKilled |= runner.isKilled(moment, migrator -> migrator.rollback(BOOKS, SECOND));
            rollBack();
            assertNotApplied();

            forgetShelves();
            wasKilled |= runner.isKilled(moment, migrator -> migrator.migrate(BOOKS, null));
            rollBack();
            assertNotApplied();
            forgetShelves();
        }
    }

    /** A run back that is killed where the run there was killed before. */
    @Test
    void aKilledRunIsRolledBackByOneThatIsKilledToo() {
        var wasKilled = true;
        for (var moment = 1; wasKilled; moment += 3) {
            wasKilled = runner.isKilled(moment, migrator -> migrator.migrate(SHELVES, null));
            var isBackKilled = states().size() == 2;
            for (var back = 1; isBackKilled; back++) {
                isBackKilled = runner.isKilled(back, migrator -> migrator.rollback(SHELVES, SECOND));
                isBackKilled &= states().size() == 2;
            }
            rollBack();
            assertNotApplied();
            forgetShelves();
        }
    }

    private void rollBack() {
        if (states().size() == 2) {
            migrator().rollback(BOOKS, SECOND);
        }
    }

    @Test
    void rowsWithNullAreFoundBeforeAnythingIsStarted() {
        database.execute("update book set title = null where id in (5, 6)");

        assertThatThrownBy(() -> migrator().migrate(BOOKS, null))
                .hasMessageContainingAll(
                        "Migration0002 was not started, because rows are in the way",
                        "'alter column concurrently book.title: null -> not null' would be refused. Rows of book with NULL in"
                                + " title: 2\n    select * from \"book\" where \"title\" is null");

        assertNotApplied();
    }

    @Test
    void rowsWithNullThatComeInMeanwhileLeaveNoCheck() {
        Consumer<String> late = sql -> {
            if (sql.endsWith("not valid")) {
                database.execute("update book set title = null where id = 5");
            }
        };

        assertThatThrownBy(() -> runner.telling(late).migrate(BOOKS, null))
                .hasMessageContainingAll(
                        "Migration0002 failed at 'alter column concurrently book.title: null -> not null'",
                        "validate constraint",
                        "check constraint \"qorm_not_null_title\" of relation \"book\" is violated by some row",
                        "This finds the rows that are in the way:\n    select * from \"book\" where \"title\" is null",
                        "The constraint that this left, which holds only for new rows, is dropped. None of this migration is applied");

        assertNotApplied();
        database.execute("update book set title = 'title' where id = 5");
        migrator().migrate(BOOKS, null);
        assertApplied(BOOKS);
    }

    /** It is a value after all, for those rows that an expression has one for; what it has is not asked where it names the table. */
    @Test
    void valuesThatAreNullThemselvesLeaveNoCheck() {
        var some = alterColumn("book", SHELF, SHELF.nullable(false)).backfillSql("nullif(book.id, 7)");
        var sequence = sequence(List.of(TABLE), List.of(some.concurrently()));

        assertThatThrownBy(() -> migrator().migrate(sequence, null))
                .hasMessageContainingAll(
                        "statement: update \"book\" set \"shelf\" = nullif(book.id, 7)",
                        "violates check constraint \"qorm_not_null_shelf\"",
                        "This finds the rows that are in the way:\n    select * from \"book\" where \"shelf\" is null",
                        "The constraint that this left, which holds only for new rows, is dropped. The finished part of this migration stays, and the"
                                + " migration is recorded as started.");

        assertThat(database.query("select id from book where shelf is null")).containsExactly(List.of("7"));
        assertThat(database.query(CHECKS)).isEmpty();
        assertThat(states()).containsExactly(State.APPLIED, State.APPLYING);
        database.execute("update book set title = 'not refused' where id = 7");
        migrator().rollback(sequence, null);
        assertNotApplied();
        database.execute("update book set shelf = 7 where id = 7");
        migrator().migrate(sequence, null);
        assertStands(sequence, State.APPLIED, State.APPLIED);
    }

    @Test
    void aCheckOfThatNameIsNotTakenForTheMigrations() {
        database.execute("alter table book add constraint qorm_not_null_title check (title <> '') not valid");
        var obstacle =
                "'alter column concurrently book.title: null -> not null': the check qorm_not_null_title of book, which"
                        + " it needs temporarily, already exists";

        assertThatThrownBy(() -> migrator().migrate(BOOKS, null))
                .hasMessageContainingAll("Migration0002 was not started", obstacle, "Undo that by hand");

        assertThat(states()).containsExactly(State.APPLIED);
        var told = new ArrayList<String>();
        runner.migrator(new MigrationListener() {
                    @Override
                    public void obstructed(MigrationId id, Direction run, List<String> obstacles) {
                        told.addAll(obstacles);
                    }
                })
                .dryRun(BOOKS, null, Direction.APPLY);
        assertThat(told).containsExactly(obstacle);
        database.execute("alter table book drop constraint qorm_not_null_title");
        migrator().migrate(BOOKS, null);
        assertApplied(BOOKS);
    }

    @Test
    void aDryRunAfterAStopTellsWhatIsToCome() {
        assertThatThrownBy(() -> runner.migrator(new StopsBefore(4)).migrate(SHELVES, null))
                .isInstanceOf(StopsBefore.Stopped.class);

        assertThat(dryRun(Direction.APPLY))
                .hasSize(4)
                .startsWith("update \"book\" set \"shelf\" = id * 2 where \"shelf\" is null");
        assertThat(dryRun(Direction.ROLL_BACK)).containsExactly("alter table book drop constraint qorm_not_null_shelf");
        assertThatThrownBy(() -> runner.migrator(new StopsBefore(4)).migrate(SHELVES, null))
                .isInstanceOf(StopsBefore.Stopped.class);
        assertThat(dryRun(Direction.APPLY)).hasSize(1);
        assertThat(dryRun(Direction.ROLL_BACK))
                .containsExactly(
                        "alter table book drop constraint qorm_not_null_shelf",
                        "alter table \"book\" alter column \"shelf\" drop not null");
        migrator().migrate(SHELVES, null);
        assertApplied(SHELVES);
    }

    private List<String> dryRun(Direction direction) {
        var statements = new ArrayList<String>();
        runner.telling(statements::add).dryRun(SHELVES, null, direction);
        return statements;
    }
}
