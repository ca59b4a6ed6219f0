package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.Operation;
import dev.qorm.schema.UniqueConstraint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys and checks that come to tables of PostgreSQL while others write them, whatever stops that half way. */
class ConcurrentKeysTest extends PostgresRuns {
    private static final UniqueConstraint OLD = unique("book_old_key", "id", "title");
    private static final Operation TABLES = createTable(
            "book",
            column("id", bigint()),
            column("title", varchar(20)).nullable(),
            column("sequel", bigint()).nullable(),
            primaryKey("book_pkey", "id"),
            OLD);
    private static final Operation TITLE =
            addUnique("book", unique("book_title_key", "title")).concurrently();
    private static final Operation SEQUEL = addForeignKey(
                    "book", foreignKey("book_sequel_fkey", "sequel").references("book", "id"))
            .concurrently();
    private static final Operation POSITIVE =
            addCheck("book", check("book_positive", "id > 0")).concurrently();
    private static final Operation DROP_OLD = dropUnique("book", OLD).concurrently();
    private static final MigrationSequence BOOKS =
            sequence(List.of(TABLES), List.of(TITLE, SEQUEL, POSITIVE, DROP_OLD));
    private static final MigrationId FIRST = new MigrationId(1);
    private static final MigrationId SECOND = new MigrationId(2);

    @BeforeEach
    void booksWithSequels() {
        migrator().migrate(BOOKS, FIRST);
        database.execute("insert into book select i, 'title ' || i, nullif(i - 1, 0) from generate_series(1, 50) i");
    }

    private void assertStands(MigrationSequence sequence, State... states) {
        assertThat(database.differences(sequence.states().get(states.length))).isEmpty();
        assertThat(states()).containsExactly(states);
        assertThat(database.query("select count(*) from book")).containsExactly(List.of("50"));
        assertThat(database.query("select relname from pg_class where relname = 'book_title_key' and relkind = 'i'"))
                .hasSize(states.length - 1);
    }

    private void assertApplied() {
        assertStands(BOOKS, State.APPLIED, State.APPLIED);
    }

    private void assertNotApplied() {
        assertStands(BOOKS, State.APPLIED);
    }

    @Test
    void thereAndBackWithRows() {
        var statements = new ArrayList<String>();

        runner.telling(statements::add).migrate(BOOKS, null);
        assertApplied();
        runner.telling(statements::add).rollback(BOOKS, null);
        assertNotApplied();

        assertThat(statements)
                .containsExactly(
                        "create unique index concurrently \"book_title_key\" on \"book\"(\"title\")",
                        "alter table \"book\" add constraint \"book_title_key\" unique using index \"book_title_key\"",
                        "alter table \"book\" add constraint \"book_sequel_fkey\" foreign key (\"sequel\") references"
                                + " \"book\" (\"id\") not valid",
                        "alter table \"book\" validate constraint \"book_sequel_fkey\"",
                        "alter table \"book\" add constraint \"book_positive\" check (id > 0) not valid",
                        "alter table \"book\" validate constraint \"book_positive\"",
                        "alter table \"book\" drop constraint \"book_old_key\"",
                        "create unique index concurrently \"book_old_key\" on \"book\"(\"id\", \"title\")",
                        "alter table \"book\" add constraint \"book_old_key\" unique using index \"book_old_key\"",
                        "alter table \"book\" drop constraint \"book_positive\"",
                        "alter table \"book\" drop constraint \"book_sequel_fkey\"",
                        "alter table \"book\" drop constraint \"book_title_key\"");
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
            rollBack();
            assertNotApplied();

            wasKilled |= runner.isKilled(moment, migrator -> migrator.migrate(BOOKS, null));
            rollBack();
            assertNotApplied();
        }
    }

    private void rollBack() {
        if (states().size() == 2) {
            migrator().rollback(BOOKS, SECOND);
        }
    }

    @Test
    void rowsInTheWayAreFoundBeforeAnythingIsStarted() {
        database.execute("update book set title = 'twice' where id in (5, 6)");
        database.execute("update book set sequel = 777 where id = 7");
        database.execute("update book set id = -50 where id = 50");

        assertThatThrownBy(() -> migrator().migrate(BOOKS, null))
                .hasMessageContainingAll(
                        "Migration0002 was not started, because rows are in the way",
                        "'add unique constraint concurrently book_title_key on book(title)' would be refused",
                        "'add foreign key concurrently book_sequel_fkey on book(sequel) to book(id)' would be refused",
                        "'add check concurrently book_positive on book: id > 0' would be refused");

        assertThat(states()).containsExactly(State.APPLIED);
    }

    /** They come in between the look at the rows and the moment from which the constraint holds for new ones. */
    @Test
    void rowsThatComeInMeanwhileLeaveNoConstraintThatHoldsForNewOnesAlone() {
        var sequence = sequence(List.of(TABLES), List.of(SEQUEL));
        Consumer<String> late = sql -> {
            if (sql.endsWith("not valid")) {
                database.execute("update book set sequel = 777 where id = 7");
            }
        };

        assertThatThrownBy(() -> runner.telling(late).migrate(sequence, null))
                .hasMessageContainingAll(
                        "Migration0002 failed at 'add foreign key concurrently book_sequel_fkey",
                        "validate constraint",
                        "Key (sequel)=(777) is not present",
                        "This finds the rows that are in the way:\n    select",
                        "The constraint that this left, which holds only for new rows, is dropped. None of this migration is applied");

        assertThat(database.query("select conname from pg_constraint where contype = 'f'"))
                .isEmpty();
        assertThat(states()).containsExactly(State.APPLIED);
        database.execute("update book set sequel = null where id = 7");
        migrator().migrate(sequence, null);
        assertThat(database.differences(sequence.replay())).isEmpty();
    }

    /** Dropping it would wait for the reader, and all who write behind that. */
    @Test
    void whatHoldsForNewRowsAloneStaysWhereAReaderIsInTheWayOfItsDropping() throws SQLException {
        var sequence = sequence(List.of(TABLES), List.of(POSITIVE));
        var impatient = runner.with("options=-c%20lock_timeout=200ms");
        try (var reader = database.database().connect()) {
            reader.setAutoCommit(false);
            var late = PostgresRunner.listener(sql -> {
                if (sql.endsWith("not valid")) {
                    database.execute("update book set id = -50 where id = 50");
                } else if (sql.contains("validate")) {
                    read(reader);
                }
            });

            assertThatThrownBy(() -> PostgresRunner.migrator(impatient, late).migrate(sequence, null))
                    .hasMessageContainingAll(
                            "is violated by some row",
                            "This finds the rows that are in the way:\n    select",
                            "The constraint that this left, which holds only for new rows, is still there, because dropping it was refused: ERROR:"
                                    + " canceling statement due to lock timeout",
                            "The finished part of this migration stays, and the migration is recorded as started. Fix the cause and run mvn"
                                    + " qorm:migrate again: it continues with this statement; or run mvn qorm:rollback");
        }
        assertThat(states()).containsExactly(State.APPLIED, State.APPLYING);
        database.execute("update book set id = 50 where id = -50");
        migrator().migrate(sequence, null);
        assertThat(database.differences(sequence.replay())).isEmpty();
    }

    private static void read(Connection reader) {
        try (var statement = reader.createStatement()) {
            statement.execute("select count(*) from book");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rowsThatComeInMeanwhileBehindAnotherKeyKeepWhatIsDone() {
        Consumer<String> late = sql -> {
            if (sql.endsWith("not valid") && sql.contains("book_positive")) {
                database.execute("update book set id = -50 where id = 50");
            }
        };

        assertThatThrownBy(() -> runner.telling(late).migrate(BOOKS, null))
                .hasMessageContainingAll(
                        "The constraint that this left, which holds only for new rows, is dropped. The finished part of this migration stays, and the"
                                + " migration is recorded as started.",
                        "mvn qorm:migrate again: it continues with this statement; or run mvn qorm:rollback");
        assertThat(states()).containsExactly(State.APPLIED, State.APPLYING);
        assertThat(
                        database.query(
                                "select conname from pg_constraint where conrelid = 'book'::regclass and contype in ('f', 'u', 'c') order by 1"))
                .containsExactly(List.of("book_old_key"), List.of("book_sequel_fkey"), List.of("book_title_key"));

        migrator().rollback(BOOKS, null);

        assertNotApplied();
    }

    /** For these statements all wait who come after, unlike for those that look at rows. */
    @Test
    void theLimitOfWaitingHoldsForAllThatOthersWaitBehind() {
        var limits = new ArrayList<String>();
        var impatient = runner.with("options=-c%20lock_timeout=7s");
        var seen = PostgresRunner.listener(
                sql -> limits.add(sql.replaceAll("\".*", "") + (sql.endsWith("valid") ? "not valid" : "")));
        var logged = runSql("create table seen as select current_setting('lock_timeout') as waiting");
        database.execute(
                "create function note() returns event_trigger language plpgsql as $$ begin insert into waited values"
                        + " (tg_tag, current_setting('lock_timeout')); end $$");
        database.execute("create table waited (what text, timeout text)");
        database.execute("create event trigger note on ddl_command_end execute function note()");
        var sequence = sequence(List.of(TABLES), List.of(TITLE, SEQUEL), List.of(logged));
        try {
            PostgresRunner.migrator(impatient, seen).migrate(sequence, SECOND);
        } finally {
            database.execute("drop event trigger note");
        }

        assertThat(limits)
                .containsExactly(
                        "create unique index concurrently ", "alter table ", "alter table not valid", "alter table ");
        assertThat(database.query("select what, timeout from waited"))
                .containsExactly(
                        List.of("CREATE INDEX", "0"),
                        List.of("ALTER TABLE", "7s"),
                        List.of("ALTER TABLE", "7s"),
                        List.of("ALTER TABLE", "0"));
        PostgresRunner.migrator(impatient, MigrationListener.SILENT).migrate(sequence, null);
        assertThat(database.query("select waiting from seen")).containsExactly(List.of("7s"));
    }

    /** It may be another one, or the same: then that can be recorded. */
    @Test
    void aKeyOfThatNameIsNotTakenForTheMigrations() {
        database.execute("alter table book add constraint book_sequel_fkey foreign key (id) references book not valid");
        database.execute("create unique index book_title_key on book (title, id)");

        assertThatThrownBy(() -> migrator().migrate(BOOKS, null))
                .hasMessageContainingAll(
                        "Migration0002 was not started",
                        "'add unique constraint concurrently book_title_key on book(title)': a key, check or index of that"
                                + " name already exists",
                        "'add foreign key concurrently book_sequel_fkey on book(sequel) to book(id)': a key, check or index of"
                                + " that name already exists",
                        "Or, if all of the migration is done, run mvn qorm:migrate -Dqorm.fake");

        assertThat(states()).containsExactly(State.APPLIED);
        assertThat(obstacles(MigrationListener.Direction.APPLY))
                .hasSize(2)
                .allMatch(each -> each.endsWith("a key, check or index of that name already exists"));
        database.execute("alter table book drop constraint book_sequel_fkey");
        database.execute("drop index book_title_key");
        migrator().migrate(BOOKS, null);
        assertApplied();
        database.execute("alter table book drop constraint book_positive");
        assertThatThrownBy(() -> migrator().rollback(BOOKS, null))
                .hasMessageContainingAll("rolling back Migration0002 was not started", "does not exist");
        assertThat(states()).containsExactly(State.APPLIED, State.APPLIED);
        assertThat(obstacles(MigrationListener.Direction.ROLL_BACK))
                .containsExactly(
                        "'drop check concurrently book_positive on book: id > 0': a key, check or index of that name does"
                                + " not exist");
    }

    /** Nothing but concurrent operations is in such a migration. */
    @Test
    void whatDependsOnAKeyIsToBeDroppedByAMigrationBefore() {
        database.execute(
                "create table other (id bigint, title varchar(20), foreign key (id, title) references book (id, title))");
        var sequence = sequence(List.of(TABLES), List.of(DROP_OLD));

        assertThatThrownBy(() -> migrator().migrate(sequence, null))
                .hasMessageContainingAll(
                        "other objects depend on it",
                        "\n  Drop what depends on it in a migration before this one, with runSql(\"…\"), and create it"
                                + " again in one after it: a concurrent migration cannot contain a runSql\n  None"
                                + " of this migration");

        assertThat(states()).containsExactly(State.APPLIED);
    }

    private List<String> obstacles(MigrationListener.Direction direction) {
        var told = new ArrayList<String>();
        runner.migrator(new MigrationListener() {
                    @Override
                    public void obstructed(MigrationId id, Direction run, List<String> obstacles) {
                        told.addAll(obstacles);
                    }
                })
                .dryRun(BOOKS, null, direction);
        return told;
    }

    /** It stands on the primary key, and no row has to be looked at. */
    @Test
    void aForeignKeyThatStandsOnAnotherKeyStays() {
        var id = addUnique("book", unique("book_id_key", "id")).concurrently();
        var sequence = sequence(List.of(TABLES), List.of(SEQUEL), List.of(id));
        migrator().migrate(sequence, null);
        var keys = "select oid from pg_constraint where contype = 'f'";
        var before = database.query(keys);

        migrator().rollback(sequence, null);

        assertThat(database.differences(sequence.states().get(2))).isEmpty();
        assertThat(database.query(keys)).hasSize(1).isEqualTo(before);
    }

    @Test
    void aDryRunAfterAStopTellsWhatIsToCome() {
        assertThatThrownBy(() -> runner.migrator(new StopsBefore(3)).migrate(BOOKS, null))
                .isInstanceOf(StopsBefore.Stopped.class);
        assertThatThrownBy(() -> runner.migrator(new StopsBefore(2)).migrate(BOOKS, null))
                .isInstanceOf(StopsBefore.Stopped.class);
        assertThat(states()).containsExactly(State.APPLIED, State.APPLYING);

        var statements = new ArrayList<String>();
        runner.telling(statements::add).dryRun(BOOKS, null, MigrationListener.Direction.APPLY);

        assertThat(statements).hasSize(4).startsWith("alter table \"book\" validate constraint \"book_sequel_fkey\"");
        migrator().migrate(BOOKS, null);
        assertApplied();
    }
}
