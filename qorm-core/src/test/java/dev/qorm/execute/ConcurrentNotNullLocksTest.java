package dev.qorm.execute;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For whom a column waits that comes to be NOT NULL, and who waits for it. */
class ConcurrentNotNullLocksTest extends ConcurrentNotNullRuns {
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
                                "The finished part of this migration stays, and the migration is recorded as started. Fix the cause and run mvn"
                                        + " qorm:migrate again: it continues with this statement; or run mvn qorm:rollback");
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
    void whatAReaderIsInTheWayOfAtTheStartIsNotStarted() throws SQLException {
        var impatient = runner.with("options=-c%20lock_timeout=200ms");
        try (var reader = database.database().connect();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            read(statement);
            assertThatThrownBy(() -> PostgresRunner.migrator(impatient, MigrationListener.SILENT)
                            .migrate(TITLES, null))
                    .hasMessageContainingAll("lock timeout", "None of this migration is applied");
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
}
