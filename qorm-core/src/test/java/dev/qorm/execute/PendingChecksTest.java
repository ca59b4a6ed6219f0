package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runJava;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.JavaStep;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.TableElement;
import dev.qorm.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PostgreSQL refuses to change a table while deferred checks of its rows are pending in the transaction. */
class PendingChecksTest {
    private static final Column TEAM_ID = column("team_id", integer()).nullable();
    private static final ForeignKey TEAM =
            foreignKey("player_team_fkey", "team_id").references("team", "id");
    private static final CreateTable TEAMS =
            createTable("team", column("id", integer()), primaryKey("team_pkey", "id"));

    @BeforeEach
    void hasPostgresql() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
    }

    private static CreateTable players(ForeignKey team) {
        return createTable(
                "player",
                column("id", integer()),
                TEAM_ID,
                column("rank", integer()),
                primaryKey("player_pkey", "id"),
                unique("player_rank_key", "rank"),
                team);
    }

    /** With the deferred keys that the migrations have, or those that were made by hand before qorm had any. */
    private static TestDatabase database(boolean isByHand, List<List<Operation>> migrations) {
        var database = TestDatabase.fresh(Dialect.POSTGRESQL);
        database.migrator().migrate(sequence(migrations.get(0)), null);
        if (isByHand) {
            database.execute("alter table player alter constraint player_team_fkey deferrable initially deferred");
            database.execute("alter table player drop constraint player_rank_key, add constraint player_rank_key unique"
                    + " (rank) deferrable initially deferred");
        }
        database.execute("insert into team values (1), (2)");
        database.execute("insert into player values (1, 1, 1), (2, null, 2)");
        return database;
    }

    private static List<List<Operation>> migrations(boolean isByHand, Operation... change) {
        return List.of(List.of(TEAMS, players(isByHand ? TEAM : TEAM.initiallyDeferred())), List.of(change));
    }

    /** Changes rows. */
    public static final class Transfers implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("update player set team_id = 2");
            }
        }
    }

    static Stream<List<Operation>> changes() {
        var rows = runSql("update player set team_id = 2").reversedBy("update player set team_id = 1");
        return Stream.of(
                List.of(rows, addColumn("player", column("note", varchar(20)).nullable())),
                List.of(rows, createIndex("player", index("player_rank_idx", "rank"))),
                List.of(
                        runSql("insert into team values (3); delete from team where id = 3")
                                .reversedBy(""),
                        addColumn("team", column("note", varchar(20)).nullable())),
                List.of(
                        runSql("update player set rank = 3 - rank").reversedBy("update player set rank = 3 - rank"),
                        alterColumn("player", column("rank", integer()), column("rank", bigint()))),
                List.of(rows, alterColumn("player", TEAM_ID, TEAM_ID.type(bigint()))),
                List.of(alterColumn("player", TEAM_ID, TEAM_ID.nullable(false)).backfill(1)),
                List.of(
                        rows,
                        dropTable("player", players(TEAM).table().elements().toArray(TableElement[]::new))),
                List.of(
                        runJava(Transfers.class).reversedBy(Transfers.class),
                        addColumn("player", column("note", varchar(20)).nullable())));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void rowsAndThenTheirTable(List<Operation> change) {
        var there = migrations(true, change.toArray(Operation[]::new));
        try (var database = database(true, there)) {
            var way = sequence(there.get(0), there.get(1));
            database.migrator().migrate(way, null);
            database.migrator().rollback(way, null);
            database.migrator().migrate(way, null);
        }
    }

    /** The migrations may know that the key is deferred, too. */
    @Test
    void aKeyThatTheMigrationsHave() {
        var there = migrations(
                false,
                runSql("insert into player values (3, 9, 3)").reversedBy("delete from player where id = 3"),
                runSql("insert into team values (9)").reversedBy("delete from team where id = 9"),
                addColumn("player", column("note", varchar(20)).nullable()));
        try (var database = database(false, there)) {
            var way = sequence(there.get(0), there.get(1));
            database.migrator().migrate(way, null);
            assertThat(database.query("select team_id from player where id = 3"))
                    .containsExactly(List.of("9"));
            assertThat(database.differences(way.replay())).isEmpty();
            database.migrator().rollback(way, null);
            assertThat(database.query("select id from team where id = 9")).isEmpty();
        }
    }

    @Test
    void aRowWithoutItsTargetIsFoundBeforeTheTableChanges() {
        var there = migrations(
                false,
                runSql("update player set team_id = 9 where id = 2").reversedBy(""),
                addColumn("player", column("note", varchar(20)).nullable()));
        try (var database = database(false, there)) {
            assertThatThrownBy(() -> database.migrator().migrate(sequence(there.get(0), there.get(1)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("Migration0002 failed at 'add column player.note'")
                    .hasMessageContaining(
                            "before this statement, the deferrable keys were checked: ERROR: insert or update"
                                    + " on table \"player\" violates foreign key constraint \"player_team_fkey\"")
                    .hasMessageContaining("None of this migration is applied; the ones before it are.");
            assertNothingDone(database);
        }
    }

    @Test
    void severalStatementsAtOnce() {
        var there = migrations(
                false,
                runSql("update player set team_id = 2; alter table player add note text")
                        .reversedBy(""));
        try (var database = database(false, there)) {
            assertThatThrownBy(() -> database.migrator().migrate(sequence(there.get(0), there.get(1)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("Give each statement a runSql(\"…\") of its own");
            assertNothingDone(database);
        }
    }

    @Test
    void aRowWithoutItsTargetIsFoundAtTheEnd() {
        var there = migrations(
                false, runSql("update player set team_id = 9 where id = 2").reversedBy(""));
        try (var database = database(false, there)) {
            assertThatThrownBy(() -> database.migrator().migrate(sequence(there.get(0), there.get(1)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("Migration0002 failed at its end, when the deferrable keys were checked")
                    .hasMessageContaining("violates foreign key constraint \"player_team_fkey\"")
                    .hasMessageContaining(
                            "None of this migration is applied; the ones before it are. Fix the cause and run mvn"
                                    + " qorm:migrate again.");
            assertNothingDone(database);
        }
    }

    @Test
    void aRowWithoutItsTargetIsFoundAtTheEndOfTheWayBack() {
        var there = migrations(false, runSql("").reversedBy("update player set team_id = 9 where id = 2"));
        try (var database = database(false, there)) {
            var way = sequence(there.get(0), there.get(1));
            database.migrator().migrate(way, null);

            assertThatThrownBy(() -> database.migrator().rollback(way, null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("rolling back Migration0002 failed at its end")
                    .hasMessageContaining(
                            "None of this migration is rolled back. Fix the cause and run mvn qorm:rollback");
            assertThat(database.migrator().history()).hasSize(2);
        }
    }

    private static void assertNothingDone(TestDatabase database) {
        assertThat(database.query("select team_id from player order by id"))
                .containsExactly(List.of("1"), Collections.singletonList(null));
        assertThat(database.migrator().history()).hasSize(1);
    }
}
