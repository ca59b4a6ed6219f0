package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of tables of PostgreSQL that come to be NOT NULL while others write them, whatever stops that half way. */
class ConcurrentNotNullTest extends PostgresRuns {
    private static final Column TITLE = column("title", varchar(20)).nullable();
    private static final Column SHELF = column("shelf", bigint()).nullable();
    private static final Operation TABLE =
            createTable("book", column("id", bigint()), TITLE, SHELF, primaryKey("book_pkey", "id"));
    private static final AlterColumn TITLE_REQUIRED =
            alterColumn("book", TITLE, TITLE.nullable(false)).concurrently();
    private static final AlterColumn SHELF_REQUIRED = alterColumn("book", SHELF, SHELF.nullable(false))
            .backfillSql("id * 2")
            .concurrently();
    private static final MigrationSequence BOOKS = sequence(List.of(TABLE), List.of(TITLE_REQUIRED, SHELF_REQUIRED));
    private static final MigrationSequence TITLES = sequence(List.of(TABLE), List.of(TITLE_REQUIRED));
    private static final MigrationSequence SHELVES = sequence(List.of(TABLE), List.of(SHELF_REQUIRED));
    private static final MigrationId FIRST = new MigrationId(1);
    private static final MigrationId SECOND = new MigrationId(2);
    private static final String CHECKS =
            "select conname, convalidated from pg_constraint where contype = 'c' and conrelid <> 0 order by 1";

    @BeforeEach
    void booksWithoutShelves() {
        runner.migrator().migrate(BOOKS, FIRST);
        database.execute("insert into book select i, 'title ' || i, case when i % 5 = 0 then i end"
                + " from generate_series(1, 50) i");
    }

    private void assertApplied(MigrationSequence sequence) {
        assertStands(sequence, State.APPLIED, State.APPLIED);
        assertThat(database.query("select count(*) from book where shelf is null"))
                .containsExactly(List.of(sequence.equals(TITLES) ? "40" : "0"));
        assertThat(database.query("select count(*) from book where shelf = id")).containsExactly(List.of("10"));
    }

    private void assertNotApplied() {
        assertStands(BOOKS, State.APPLIED);
    }

    private void assertStands(MigrationSequence sequence, State... states) {
        assertThat(database.differences(sequence.states().get(states.length))).isEmpty();
        assertThat(states()).containsExactly(states);
        assertThat(database.query(CHECKS)).isEmpty();
        assertThat(database.query("select count(*) from book")).containsExactly(List.of("50"));
    }

    @Test
    void thereAndBackWithRows() {
        var statements = new ArrayList<String>();

        runner.telling(statements::add).migrate(BOOKS, null);
        assertApplied(BOOKS);
        runner.telling(statements::add).rollback(BOOKS, null);
        assertNotApplied();

        var fill = "update \"book\" set \"shelf\" = id * 2 where \"shelf\" is null";
        assertThat(statements)
                .containsExactly(
                        "alter table \"book\" add constraint \"qorm_not_null_title\" check (\"title\" is not null) not valid",
                        "alter table \"book\" validate constraint \"qorm_not_null_title\"",
                        "alter table \"book\" alter column \"title\" set not null",
                        "alter table \"book\" drop constraint \"qorm_not_null_title\"",
                        fill,
                        "alter table \"book\" add constraint \"qorm_not_null_shelf\" check (\"shelf\" is not null) not valid",
                        fill,
                        "alter table \"book\" validate constraint \"qorm_not_null_shelf\"",
                        "alter table \"book\" alter column \"shelf\" set not null",
                        "alter table \"book\" drop constraint \"qorm_not_null_shelf\"",
                        "alter table \"book\" alter column \"shelf\" drop not null",
                        "alter table \"book\" alter column \"title\" drop not null");
    }

    /** Killed before and after each thing that is sent to the server, there and back, and run or taken back after that. */
    @Test
    void aKilledRunIsFinishedOrTakenBack() {
        var wasKilled = true;
        for (var moment = 1; wasKilled; moment++) {
            wasKilled = runner.isKilled(moment, migrator -> migrator.migrate(BOOKS, null));
            migrator().migrate(BOOKS, null);
            assertApplied(BOOKS);

            wasKilled |= runner.isKilled(moment, migrator -> migrator.rollback(BOOKS, SECOND));
            takeBack();
            assertNotApplied();

            forgetShelves();
            wasKilled |= runner.isKilled(moment, migrator -> migrator.migrate(BOOKS, null));
            takeBack();
            assertNotApplied();
            forgetShelves();
        }
    }

    /** A run back that is killed where the run there was killed before. */
    @Test
    void aKilledRunIsTakenBackByOneThatIsKilledToo() {
        var wasKilled = true;
        for (var moment = 1; wasKilled; moment += 3) {
            wasKilled = runner.isKilled(moment, migrator -> migrator.migrate(SHELVES, null));
            var isBackKilled = states().size() == 2;
            for (var back = 1; isBackKilled; back++) {
                isBackKilled = runner.isKilled(back, migrator -> migrator.rollback(SHELVES, SECOND));
                isBackKilled &= states().size() == 2;
            }
            takeBack();
            assertNotApplied();
            forgetShelves();
        }
    }

    private void forgetShelves() {
        database.execute("update book set shelf = null where id % 5 <> 0");
    }

    private void takeBack() {
        if (states().size() == 2) {
            migrator().rollback(BOOKS, SECOND);
        }
    }

    /** The statements as the server takes them: it says itself whether it looks at rows. */
    @ParameterizedTest
    @ValueSource(strings = {"varchar(20)", "mood", "place", "positive", "json"})
    void theLockOfAllIsTakenForNoLookAtTheRows(String type) throws SQLException {
        database.execute("create type mood as enum ('glad', 'sad')");
        database.execute("create type place as (x int, y int)");
        database.execute("create domain positive as int check (value > 0)");
        database.execute("create table t (c " + type + ")");
        if (type.equals("place")) {
            database.execute("insert into t values ((1, null)), ((null, null))");
        }
        var column = column("c", type.startsWith("varchar") ? varchar(20) : nativeType(type));
        var alter = new AlterColumn("t", column.nullable(), column).concurrently();
        var before = Schema.of(List.of(Table.of("t", column.nullable())));
        var told = new ArrayList<String>();
        database.execute("set client_min_messages = debug1");
        for (var rendered : Dialect.POSTGRESQL.renderer().render(List.of(alter), before)) {
            for (var each : rendered.statements()) {
                try (var statement = database.connection().createStatement()) {
                    statement.execute(each.sql());
                    for (var warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                        told.add(warning.getMessage());
                    }
                }
            }
        }

        assertThat(told)
                .filteredOn(each -> !each.contains("event trigger"))
                .containsExactly(
                        "verifying table \"t\"",
                        "existing constraints on column \"t.c\" are sufficient to prove that it does not contain nulls");
        assertThat(database.query(
                        "select attnotnull from pg_attribute where attname = 'c' and attrelid = 't'::regclass"))
                .containsExactly(List.of("t"));
    }

    /** Validating waits for somebody, and nobody for it; from the check on, no new row has NULL. */
    @Test
    void rowsAreWrittenWhileTheOldOnesAreLookedAt() throws Exception {
        var isReached = new CountDownLatch(1);
        try (var other = database.database().connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            var run = CompletableFuture.supplyAsync(() -> PostgresRunner.migrator(
                            runner.with("options=-c%20lock_timeout=300ms"), PostgresRunner.listener(sql -> {
                                if (sql.contains("validate")) {
                                    lock(statement);
                                    isReached.countDown();
                                }
                            }))
                    .migrate(TITLES, null));
            assertThat(isReached.await(60, TimeUnit.SECONDS)).isTrue();
            for (var i = 0; i < 10; i++) {
                database.execute("update book set title = title || '!' where id = 7");
                Thread.sleep(100);
            }
            assertThat(database.query("select title from book where id = 7"))
                    .containsExactly(List.of("title 7!!!!!!!!!!"));
            assertThatThrownBy(() -> database.execute("insert into book (id) values (51)"))
                    .hasMessageContaining("violates check constraint \"qorm_not_null_title\"");
            assertThat(run).isNotDone();
            other.rollback();

            assertThat(run.get(60, TimeUnit.SECONDS)).containsExactly(SECOND);
        }
        assertApplied(TITLES);
    }

    private static void lock(Statement statement) {
        try {
            statement.execute("lock table book in share update exclusive mode");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From then on every change of such a row would be refused. */
    @Test
    void rowsGetTheirValuesBeforeNoneMayBeWithout() {
        var refused = new ArrayList<String>();
        var without = new ArrayList<String>();
        Consumer<String> writer = sql -> {
            if (sql.endsWith("not valid")) {
                database.execute("update book set shelf = null where id = 5"); // the last one
            }
            without.add(database.query("select count(*) from book where shelf is null")
                    .get(0)
                    .get(0));
            try {
                database.execute("update book set title = 'written' where id < 5");
            } catch (IllegalStateException e) {
                refused.add(sql);
            }
        };

        runner.telling(writer).migrate(SHELVES, null);

        assertThat(refused).isEmpty();
        assertThat(without).containsExactly("40", "1", "1", "0", "0", "0");
        assertThat(database.query("select shelf from book where id = 5")).containsExactly(List.of("10"));
        assertStands(SHELVES, State.APPLIED, State.APPLIED);
    }

    @Test
    void rowsWithNullAreFoundBeforeAnythingIsBegun() {
        database.execute("update book set title = null where id in (5, 6)");

        assertThatThrownBy(() -> migrator().migrate(BOOKS, null))
                .hasMessageContainingAll(
                        "Migration0002 was not begun, since rows are in the way",
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
                        "What this left, for new rows alone, is dropped. Nothing of this migration is applied");

        assertNotApplied();
        database.execute("update book set title = 'title' where id = 5");
        migrator().migrate(BOOKS, null);
        assertApplied(BOOKS);
    }

    /** It is a value after all, for those rows that an expression has one for. */
    @Test
    void valuesThatAreNullThemselvesLeaveNoCheck() {
        var some = alterColumn("book", SHELF, SHELF.nullable(false)).backfillSql("nullif(id, 7)");
        var sequence = sequence(List.of(TABLE), List.of(some.concurrently()));

        assertThatThrownBy(() -> migrator().migrate(sequence, null))
                .hasMessageContainingAll(
                        "statement: update \"book\" set \"shelf\" = nullif(id, 7)",
                        "violates check constraint \"qorm_not_null_shelf\"",
                        "This finds the rows that are in the way:\n    select * from \"book\" where \"shelf\" is null",
                        "What this left, for new rows alone, is dropped. What is done of this migration stays, and is recorded"
                                + " as begun.");

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

    /** For these statements all wait who come after, unlike for the one that looks at rows. */
    @Test
    void theLimitOfWaitingHoldsForAllThatOthersWaitBehind() {
        var impatient = runner.with("options=-c%20lock_timeout=7s");
        database.execute("create function note() returns event_trigger language plpgsql as $$ begin insert into waited"
                + " values (current_setting('lock_timeout')); end $$");
        database.execute("create table waited (timeout text)");
        database.execute("create event trigger note on ddl_command_end execute function note()");
        try {
            PostgresRunner.migrator(impatient, MigrationListener.SILENT).migrate(TITLES, null);
        } finally {
            database.execute("drop event trigger note");
        }

        assertThat(database.query("select timeout from waited"))
                .containsExactly(List.of("7s"), List.of("0"), List.of("7s"), List.of("7s"));
    }

    /** Whoever reads the table for long is in the way of each lock of all, and each is short. */
    @Test
    void whatAReaderIsInTheWayOfGoesOnThere() throws SQLException {
        for (var stop : List.of("not valid", "set not null", "drop constraint")) {
            var impatient = runner.with("options=-c%20lock_timeout=200ms");
            try (var reader = database.database().connect();
                    var statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                var late = PostgresRunner.listener(sql -> {
                    if (sql.contains(stop)) {
                        read(statement);
                    }
                });
                assertThatThrownBy(
                                () -> PostgresRunner.migrator(impatient, late).migrate(SHELVES, null))
                        .hasMessageContainingAll(
                                "canceling statement due to lock timeout",
                                "What is done of this migration stays, and is recorded as begun. Mend the cause and run mvn"
                                        + " qorm:migrate again: it goes on with this statement; or mvn qorm:rollback");
            }
            var statements = new ArrayList<String>();
            runner.telling(statements::add).migrate(SHELVES, null);

            assertThat(statements.get(stop.equals("not valid") ? 1 : 0)).contains(stop);
            assertApplied(SHELVES);
            migrator().rollback(SHELVES, SECOND);
            forgetShelves();
        }
    }

    @Test
    void whatAReaderIsInTheWayOfAtTheStartIsNotBegun() throws SQLException {
        var impatient = runner.with("options=-c%20lock_timeout=200ms");
        try (var reader = database.database().connect();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            read(statement);
            assertThatThrownBy(() -> PostgresRunner.migrator(impatient, MigrationListener.SILENT)
                            .migrate(TITLES, null))
                    .hasMessageContainingAll("lock timeout", "Nothing of this migration is applied");
        }
        assertNotApplied();
    }

    private static void read(Statement statement) {
        try {
            statement.execute("select count(*) from book");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCheckOfThatNameIsNotTakenForTheMigrations() {
        database.execute("alter table book add constraint qorm_not_null_title check (title <> '') not valid");
        var obstacle =
                "'alter column concurrently book.title: null -> not null': the check qorm_not_null_title of book, which"
                        + " it needs for a while, is there already";

        assertThatThrownBy(() -> migrator().migrate(BOOKS, null))
                .hasMessageContainingAll("Migration0002 was not begun", obstacle, "Undo that by hand");

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

    /** There is nothing else that it could be. */
    @Test
    void notNullThatSomebodySetBeforeIsTakenForDone() {
        database.execute("alter table book alter column title set not null");
        var statements = new ArrayList<String>();

        runner.telling(statements::add).migrate(TITLES, null);

        assertThat(statements).isEmpty();
        assertApplied(TITLES);
        database.execute("alter table book alter column title drop not null");
        migrator().rollback(TITLES, null);
        assertNotApplied();
    }

    /** PostgreSQL 18 has it for new rows first; the column is told to be NOT NULL all the same. */
    @Test
    void notNullThatHoldsForNewRowsAloneIsNotDone() throws SQLException {
        assumeThat(database.connection().getMetaData().getDatabaseMajorVersion())
                .isGreaterThanOrEqualTo(18);
        database.execute("alter table book add constraint shelf_required not null shelf not valid");

        migrator().migrate(SHELVES, null);

        assertApplied(SHELVES);
        assertThat(database.query("select convalidated from pg_constraint where conname = 'shelf_required'"))
                .containsExactly(List.of("t"));
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

    /** Taken back, a column is NOT NULL again, and rows get the values that the migration has for that. */
    @Test
    void whatBecomesNullableIsTakenBackBesideWritersToo() {
        var back =
                alterColumn("book", SHELF.nullable(false), SHELF).reversedBy(7L).concurrently();
        var sequence = sequence(List.of(TABLE), List.of(SHELF_REQUIRED), List.of(back));
        migrator().migrate(sequence, null);
        database.execute("update book set shelf = null where id = 8");
        var statements = new ArrayList<String>();

        runner.telling(statements::add).rollback(sequence, null);

        assertThat(statements).hasSize(6).anyMatch(sql -> sql.contains("not valid"));
        assertThat(database.query("select shelf from book where id = 8")).containsExactly(List.of("7"));
        assertStands(sequence, State.APPLIED, State.APPLIED);
    }

    /** In quotes, of a length that is cut, in a schema that is not the default, and of an enumeration. */
    @Test
    void columnsOfAllNames() {
        database.execute("create schema \"My Shop\"");
        var shop = runner.with("currentSchema=%22My%20Shop%22");
        var names = List.of(
                "weird \"name\" of 'it'", "x".repeat(63), "x".repeat(62) + "y", "ü".repeat(31), "Title", "title$1");
        var columns = new ArrayList<TableElement>();
        var alterations = new ArrayList<Operation>();
        for (var name : names) {
            var column = column(name, enumeration("A", "B"));
            if (!columns.isEmpty()) {
                column = column(name, varchar(9));
            }
            columns.add(column.nullable());
            alterations.add(new AlterColumn("Odd \"table\"", column.nullable(), column)
                    .backfill("A")
                    .concurrently());
        }
        var sequence =
                sequence(List.of(createTable("Odd \"table\"", columns.toArray(TableElement[]::new))), alterations);
        var migrator = PostgresRunner.migrator(shop, MigrationListener.SILENT);
        migrator.migrate(sequence, FIRST);
        database.execute("insert into \"My Shop\".\"Odd \"\"table\"\"\" default values");

        for (var statement = 1; statement <= 6 * names.size(); statement += 5) {
            var nth = statement;
            var stop = new StopsBefore(statement);
            assertThatThrownBy(() -> PostgresRunner.migrator(shop, stop).migrate(sequence, null))
                    .isInstanceOf(StopsBefore.Stopped.class);
            migrator.rollback(sequence, SECOND);
            assertThatThrownBy(() ->
                            PostgresRunner.migrator(shop, new StopsBefore(nth)).migrate(sequence, null))
                    .isInstanceOf(StopsBefore.Stopped.class);
            migrator.migrate(sequence, null);
            assertThat(database.query("select count(*) from pg_attribute where attnotnull and attrelid ="
                            + " '\"My Shop\".\"Odd \"\"table\"\"\"'::regclass and attnum > 0"))
                    .containsExactly(List.of(String.valueOf(names.size())));
            assertThat(database.query(CHECKS)).isEmpty();
            migrator.rollback(sequence, SECOND);
            database.execute("delete from \"My Shop\".\"Odd \"\"table\"\"\"");
            database.execute("insert into \"My Shop\".\"Odd \"\"table\"\"\" default values");
        }
        assertNotApplied();
    }

    /** A database that was taken over may have such tables. */
    @Test
    void aTableOfPartitionsAndOneThatOthersInheritFrom() {
        var sequence = sequence(
                List.of(
                        createTable("log", column("id", bigint()), TITLE),
                        createTable("base", column("id", bigint()), SHELF)),
                List.of(
                        new AlterColumn("log", TITLE, TITLE.nullable(false))
                                .backfill("none")
                                .concurrently(),
                        new AlterColumn("base", SHELF, SHELF.nullable(false))
                                .backfill(3L)
                                .concurrently()));
        database.execute("drop table book");
        database.execute("delete from qorm_history");
        migrator().migrate(sequence, FIRST);
        database.execute("drop table log");
        database.execute("create table log (id bigint not null, title varchar(20)) partition by range (id)");
        database.execute("create table log_1 partition of log for values from (0) to (50)");
        database.execute("create table log_2 (title varchar(20), id bigint not null)");
        database.execute("alter table log attach partition log_2 for values from (50) to (100)");
        database.execute("create table derived (more text) inherits (base)");
        database.execute(
                "insert into log select i, nullif('t', case when i % 3 = 0 then 't' end) from generate_series(1, 99) i");
        database.execute("insert into derived (id) values (1)");
        database.execute("insert into base (id) values (2)");
        var required = "select count(*) from pg_attribute where attname in ('title', 'shelf') and attnotnull";
        for (var statement = 1; statement <= 12; statement++) {
            var stop = new StopsBefore(statement);
            assertThatThrownBy(() -> runner.migrator(stop).migrate(sequence, null))
                    .isInstanceOf(StopsBefore.Stopped.class);
            migrator().migrate(sequence, null);
            assertThat(database.query(required)).containsExactly(List.of("5"));
            assertThat(database.query(CHECKS)).isEmpty();
            assertThat(database.query("select title, count(*) from log group by title order by 1"))
                    .containsExactly(List.of("none", "33"), List.of("t", "66"));
            migrator().rollback(sequence, SECOND);
            assertThat(database.query(required)).containsExactly(List.of("0"));
            database.execute("update log set title = null where title = 'none'");
        }
    }
}
