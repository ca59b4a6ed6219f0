package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of a large table of PostgreSQL that get the values by which their column comes to be NOT NULL. */
class ConcurrentPortionsTest extends PostgresRuns {
    /** Two rows a page, and so a little more than two portions. */
    private static final int ROWS = 4200;

    private static final Column SEEN = column("seen", bigint()).nullable();
    private static final Column NOTE = column("note", varchar(20)).nullable();

    private static final Operation TABLE = createTable("visit", column("id", bigint()), SEEN, NOTE);
    private static final MigrationSequence SEEN_REQUIRED = sequence(
            List.of(TABLE),
            List.of(alterColumn("visit", SEEN, SEEN.nullable(false))
                    .backfillSql("id * 2")
                    .concurrently()));

    @BeforeEach
    void aLargeTable() throws SQLException {
        assumeThat(database.connection().getMetaData().getDatabaseMajorVersion())
                .isGreaterThanOrEqualTo(14);
        runner.migrator().migrate(SEEN_REQUIRED, ConcurrentNotNullRuns.FIRST);
    }

    /** @param largest the table, or the partition of it that has the rows */
    private void fillPages(String table, String largest) {
        database.execute("alter table " + table + " add wide char(3000) default 'wide'");
        database.execute("alter table " + largest + " alter wide set storage plain");
        database.execute("insert into " + table + " (id) select generate_series(1, " + ROWS + ")");
        assertThat(Integer.parseInt(one("select pg_relation_size('" + largest + "') / 8192")))
                .isBetween(2000, 3000);
    }

    private String one(String query) {
        return database.query(query).get(0).get(0);
    }

    @Test
    void whoeverChangesRowsWaitsForOnePortionAlone() throws Exception {
        fillPages("visit", "visit");
        try (var other = database.database().connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update visit set note = 'late' where id = " + ROWS);

            var run = CompletableFuture.supplyAsync(() -> runner.migrator().migrate(SEEN_REQUIRED, null));
            while (one("select count(*) from visit where seen is not null").equals("0")) {
                assertThat(run).isNotDone();
                Thread.sleep(20);
            }
            database.execute("set lock_timeout = '10s'");
            database.execute("update visit set note = 'early' where id = 1");
            assertThat(one("select count(*) from visit where seen is null")).isNotEqualTo("0");
            other.commit();

            assertThat(run.get(60, TimeUnit.SECONDS)).containsExactly(ConcurrentNotNullRuns.SECOND);
        }
        assertThat(one("select count(*) from visit where seen = id * 2")).isEqualTo(String.valueOf(ROWS));
        assertThat(one("select count(distinct xmin::text) from visit where note is null"))
                .isEqualTo("3");
        assertThat(database.query("select id, seen, note from visit where note is not null order by id"))
                .containsExactly(
                        List.of("1", "2", "early"), List.of(String.valueOf(ROWS), String.valueOf(ROWS * 2), "late"));
    }

    @Test
    void aRunThatStopsInAPortionGoesOnWithTheRest() throws SQLException {
        fillPages("visit", "visit");
        try (var other = database.database().connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update visit set note = 'late' where id = " + ROWS);

            var impatient = runner.with("options=-c%20lock_timeout=300ms");
            assertThatThrownBy(() -> PostgresRunner.migrator(impatient, MigrationListener.SILENT)
                            .migrate(SEEN_REQUIRED, null))
                    .hasMessageContainingAll(
                            "canceling statement due to lock timeout",
                            "The finished part of this migration stays, and the migration is recorded as started. Fix the cause and run mvn"
                                    + " qorm:migrate again: it continues with this statement");
        }
        assertThat(states()).containsExactly(State.APPLIED, State.APPLYING);
        var left = one("select count(*) from visit where seen is null");
        assertThat(Integer.parseInt(left)).isBetween(1, ROWS - 1000);
        database.execute("update visit set seen = -1 where id = 1");

        migrator().migrate(SEEN_REQUIRED, null);

        assertThat(one("select count(*) from visit where seen = id * 2")).isEqualTo(String.valueOf(ROWS - 1));
        assertThat(one("select seen from visit where id = 1")).isEqualTo("-1");
        assertThat(states()).containsExactly(State.APPLIED, State.APPLIED);
    }

    /** All of them get theirs before the check comes, from which on rows without cannot be changed. */
    @Test
    void ofPartitionsTheLargestOneTells() {
        database.execute("drop table visit");
        database.execute(
                "create table visit (id bigint not null, seen bigint, note varchar(20)) partition by range (id)");
        database.execute("create table visit_1 partition of visit for values from (0) to (10)");
        database.execute(
                "create table visit_2 partition of visit for values from (10) to (100000) partition by hash (id)");
        database.execute("create table visit_3 partition of visit_2 for values with (modulus 1, remainder 0)");
        fillPages("visit", "visit_3");
        var without = new ArrayList<String>();

        runner.telling(sql -> without.add(one("select count(*) from visit where seen is null")))
                .migrate(SEEN_REQUIRED, null);

        assertThat(without).startsWith(String.valueOf(ROWS), "0");
        assertThat(one("select count(*) from visit where seen = id * 2")).isEqualTo(String.valueOf(ROWS));
    }

    /** Portions would see the ones before. */
    @Test
    void whatIsReadFromOtherRowsIsGivenAtOnce() {
        fillPages("visit", "visit");
        var sequence = sequence(
                List.of(TABLE),
                List.of(alterColumn("visit", SEEN, SEEN.nullable(false))
                        .backfillSql("(SELECT count(v.seen) + 1 from visit v)")
                        .concurrently()));

        migrator().migrate(sequence, null);

        assertThat(database.query("select seen, count(*) from visit group by seen"))
                .containsExactly(List.of("1", String.valueOf(ROWS)));
    }

    @Test
    void aValueMayHaveWhatEndsTheBlock() {
        database.execute("insert into visit (id) values (1)");
        var value = "$qorm$; ?'$qorm_1$";
        var sequence = sequence(
                List.of(TABLE),
                List.of(alterColumn("visit", NOTE, NOTE.nullable(false))
                        .backfill(value)
                        .concurrently()));

        migrator().migrate(sequence, null);

        assertThat(one("select note from visit")).isEqualTo(value);
    }
}
