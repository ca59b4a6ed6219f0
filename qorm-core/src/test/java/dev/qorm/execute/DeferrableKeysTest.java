package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameConstraint;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.UnsupportedByDatabaseException;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.UniqueConstraint;
import dev.qorm.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that are checked when a transaction ends, with rows in the tables. */
class DeferrableKeysTest {
    private static final Column CAPTAIN_ID = column("captain_id", integer()).nullable();
    private static final Column TEAM_ID = column("team_id", integer());
    private static final ForeignKey CAPTAIN = foreignKey("team_captain_fkey", "captain_id")
            .references("player", "id")
            .onDelete(ReferentialAction.SET_NULL);
    private static final ForeignKey TEAM =
            foreignKey("player_team_fkey", "team_id").references("team", "id");
    private static final UniqueConstraint RANK = unique("player_rank_key", "rank");

    /** Two tables that refer to each other. */
    private static List<Operation> tables(ForeignKey captain, ForeignKey team, UniqueConstraint rank) {
        return List.of(
                createTable("team", column("id", integer()), CAPTAIN_ID, primaryKey("team_pkey", "id")),
                createTable(
                        "player",
                        column("id", integer()),
                        TEAM_ID,
                        column("rank", integer()),
                        primaryKey("player_pkey", "id"),
                        rank,
                        team),
                addForeignKey("team", captain));
    }

    private static List<Operation> tables() {
        return tables(CAPTAIN, TEAM, RANK);
    }

    static Stream<Dialect> withDeferrableForeignKeys() {
        return TestDatabase.dialects().filter(TestDatabase::hasDeferrableForeignKeys);
    }

    private static TestDatabase database(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        if (dialect == Dialect.SQLITE) {
            database.execute("pragma foreign_keys = on");
        }
        return database;
    }

    private static void together(TestDatabase database, String... statements) throws SQLException {
        database.connection().setAutoCommit(false);
        try {
            for (var sql : statements) {
                database.execute(sql);
            }
            database.connection().commit();
        } catch (SQLException | RuntimeException e) {
            database.connection().rollback();
            throw e;
        } finally {
            database.connection().setAutoCommit(true);
        }
    }

    private static void insertCircle(TestDatabase database, int id) throws SQLException {
        together(
                database,
                "insert into team (id, captain_id) values (" + id + ", " + id + ")",
                "insert into player (id, team_id, rank) values (" + id + ", " + id + ", " + id + ")");
    }

    private static void assertCircleIsRefused(TestDatabase database) {
        assertThatThrownBy(() -> insertCircle(database, 99)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("withDeferrableForeignKeys")
    void rowsMayReferToEachOther(Dialect dialect) throws SQLException {
        var way = sequence(tables(CAPTAIN.initiallyDeferred(), TEAM.initiallyDeferred(), RANK));
        try (var database = database(dialect)) {
            database.migrator().migrate(way, null);

            insertCircle(database, 1);
            assertThatThrownBy(() -> together(database, "insert into team (id, captain_id) values (2, 2)"))
                    .isInstanceOf(SQLException.class);
            assertThat(database.query("select id from team")).containsExactly(List.of("1"));
            assertThat(database.differences(way.replay())).isEmpty();
            database.migrator().rollback(way, null);
            assertThat(database.introspect().tables()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("withDeferrableForeignKeys")
    void aForeignKeyBecomesDeferredAndBack(Dialect dialect) throws SQLException {
        var change = difference(tables(), tables(CAPTAIN.initiallyDeferred(), TEAM.deferrable(), RANK));
        var way = sequence(tables(), change);
        try (var database = database(dialect)) {
            database.migrator().migrate(way, null);
            insertCircle(database, 1);
            assertThat(database.differences(way.replay())).isEmpty();

            database.migrator().rollback(way, null);
            assertThat(database.query("select id, captain_id from team")).containsExactly(List.of("1", "1"));
            assertCircleIsRefused(database);
            assertThat(database.differences(sequence(tables()).replay())).isEmpty();

            database.migrator().migrate(way, null);
            insertCircle(database, 2);
        }
    }

    private static List<Operation> difference(List<Operation> from, List<Operation> to) {
        return SchemaDiffer.diff(Operation.replay(Schema.empty(), from), Operation.replay(Schema.empty(), to));
    }

    /** PostgreSQL does not read the rows then, and keeps what was made by hand. */
    @ParameterizedTest
    @EnumSource(Deferral.class)
    void postgresqlAltersTheConstraint(Deferral deferral) {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        var change = difference(tables(), tables(CAPTAIN, TEAM.deferral(deferral), RANK));
        assertThat(change)
                .containsExactly(dropForeignKey("player", TEAM), addForeignKey("player", TEAM.deferral(deferral)));
        var rendered = Dialect.POSTGRESQL.renderer().render(change, Operation.replay(Schema.empty(), tables()));
        assertThat(rendered.get(0).statements()).isEmpty();
        assertThat(rendered.get(1).statements())
                .singleElement()
                .extracting(statement -> statement.sql())
                .isEqualTo("alter table \"player\" alter constraint \"player_team_fkey\"" + Deferral.words(deferral));

        try (var database = database(Dialect.POSTGRESQL)) {
            var way = sequence(tables(), change);
            database.migrator().migrate(sequence(tables()), null);
            database.execute(
                    "alter table player drop constraint player_team_fkey, add constraint player_team_fkey foreign"
                            + " key (team_id) references team (id) match full");
            database.migrator().migrate(way, null);
            assertThat(database.differences(way.replay())).isEmpty();
            assertThat(definition(database, "player_team_fkey")).contains("MATCH FULL DEFERRABLE");

            database.migrator().rollback(way, null);
            assertThat(definition(database, "player_team_fkey")).endsWith("MATCH FULL");
        }
    }

    private static String definition(TestDatabase database, String constraint) {
        return database.query(
                        "select pg_get_constraintdef(oid) from pg_constraint where conname = '" + constraint + "'")
                .get(0)
                .get(0);
    }

    /** With the actions, or beside what a migration does not know. */
    @Test
    void postgresqlKeepsTheOtherPropertiesOfAKeyThatIsMadeAnew() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        var change = List.<Operation>of(
                dropForeignKey("player", TEAM),
                addForeignKey("player", TEAM.onDelete(ReferentialAction.CASCADE).initiallyDeferred()),
                dropUnique("player", RANK),
                addUnique("player", RANK.deferrable()));
        var back = List.<Operation>of(
                dropForeignKey(
                        "player", TEAM.onDelete(ReferentialAction.CASCADE).initiallyDeferred()),
                addForeignKey("player", TEAM.onDelete(ReferentialAction.CASCADE)),
                dropUnique("player", RANK.deferrable()),
                addUnique("player", RANK.initiallyDeferred()));
        try (var database = database(Dialect.POSTGRESQL)) {
            database.migrator().migrate(sequence(tables()), null);
            database.execute(
                    "alter table player drop constraint player_team_fkey, add constraint player_team_fkey foreign"
                            + " key (team_id) references team (id) match full deferrable");
            database.execute("alter table player drop constraint player_rank_key, add constraint player_rank_key unique"
                    + " (rank) include (id)");

            database.migrator().migrate(sequence(tables(), change), null);
            assertThat(definition(database, "player_team_fkey"))
                    .endsWith("MATCH FULL ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED");
            assertThat(definition(database, "player_rank_key")).isEqualTo("UNIQUE (rank) INCLUDE (id) DEFERRABLE");

            database.migrator().migrate(sequence(tables(), change, back), null);
            assertThat(definition(database, "player_team_fkey")).endsWith("MATCH FULL ON DELETE CASCADE");
            assertThat(definition(database, "player_rank_key"))
                    .isEqualTo("UNIQUE (rank) INCLUDE (id) DEFERRABLE INITIALLY DEFERRED");
        }
    }

    /** SQLite creates the tables anew for that. */
    @ParameterizedTest
    @MethodSource("withDeferrableForeignKeys")
    void staysWhileEverythingAroundChanges(Dialect dialect) throws SQLException {
        var old = tables(CAPTAIN.initiallyDeferred(), TEAM.deferrable(), RANK);
        var id = column("id", integer());
        var way = sequence(
                old,
                List.of(
                        alterColumn("player", id, id.type(bigint())),
                        alterColumn("team", CAPTAIN_ID, CAPTAIN_ID.type(bigint())),
                        addColumn("team", column("name", varchar(20))).backfill("none"),
                        alterColumn("player", column("rank", integer()), column("rank", varchar(20)))),
                List.of(
                        renameTable("team", "club"),
                        renameColumn("club", "captain_id", "head_id"),
                        renameColumn("player", "id", "number"),
                        renameConstraint("player", "player_team_fkey", "player_club_fkey")));
        try (var database = database(dialect)) {
            database.migrator().migrate(sequence(old), null);
            insertCircle(database, 1);

            database.migrator().migrate(way, null);
            together(
                    database,
                    "insert into club (id, head_id, name) values (2, 2, 'b')",
                    "insert into player (number, team_id, rank) values (2, 2, 'b')");
            assertThat(database.differences(way.replay())).isEmpty();

            database.execute("delete from player where number = 2");
            database.execute("delete from club where id = 2");
            database.migrator().rollback(way, null);
            database.migrator().rollback(way, null);
            insertCircle(database, 3);
            assertThat(database.differences(sequence(old).replay())).isEmpty();
        }
    }

    @Test
    void rowsExchangeValuesOnPostgresql() throws SQLException {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        var change = List.<Operation>of(dropUnique("player", RANK), addUnique("player", RANK.initiallyDeferred()));
        var way = sequence(tables(CAPTAIN, TEAM.initiallyDeferred(), RANK), change);
        try (var database = database(Dialect.POSTGRESQL)) {
            database.migrator().migrate(way, null);
            together(database, "insert into team values (1, null)", "insert into player values (1, 1, 1), (2, 1, 2)");
            together(database, "update player set rank = 2 where id = 1", "update player set rank = 1 where id = 2");
            assertThatThrownBy(() -> together(database, "update player set rank = 2"))
                    .isInstanceOf(SQLException.class);
            assertThat(database.differences(way.replay())).isEmpty();

            database.migrator().rollback(way, null);
            assertThat(database.query("select id, rank from player order by id"))
                    .containsExactly(List.of("1", "2"), List.of("2", "1"));
            assertThatThrownBy(() -> together(database, "update player set rank = 1 where id = 1"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void keysAreMadeConcurrently() throws SQLException {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        var base = tables(CAPTAIN.initiallyDeferred(), TEAM, unique("player_other_key", "id", "rank"));
        var change = List.<Operation>of(
                addUnique("player", RANK.initiallyDeferred()).concurrently(),
                addForeignKey(
                                "player",
                                foreignKey("player_rank_fkey", "rank")
                                        .references("team", "id")
                                        .initiallyDeferred())
                        .concurrently());
        var way = sequence(base, change);
        try (var database = database(Dialect.POSTGRESQL)) {
            database.migrator().migrate(sequence(base), null);
            database.execute("insert into team values (1, null)");
            database.execute("insert into player values (1, 1, 1)");

            database.migrator().migrate(way, null);
            assertThat(database.differences(way.replay())).isEmpty();
            assertThat(definition(database, "player_rank_key"))
                    .isEqualTo("UNIQUE (rank) DEFERRABLE INITIALLY DEFERRED");
            assertThat(definition(database, "player_rank_fkey")).endsWith("DEFERRABLE INITIALLY DEFERRED");
            database.migrator().rollback(way, null);
            assertThat(database.differences(sequence(base).replay())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void isRefusedBeforeAnythingRuns(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            if (!TestDatabase.hasDeferrableForeignKeys(dialect)) {
                var way = sequence(
                        tables(),
                        List.of(dropForeignKey("player", TEAM), addForeignKey("player", TEAM.initiallyDeferred())));
                assertThatThrownBy(() -> database.migrator().migrate(way, null))
                        .isInstanceOf(UnsupportedByDatabaseException.class)
                        .hasMessageContaining("the deferrable foreign key player_team_fkey of player, which "
                                + dialect.displayName() + " does not support; leave out deferrable()");
                assertThat(database.differences(sequence(tables()).replay())).isEmpty();
            }
            if (dialect != Dialect.POSTGRESQL) {
                var way =
                        sequence(tables(), List.of(dropUnique("player", RANK), addUnique("player", RANK.deferrable())));
                assertThatThrownBy(() -> database.migrator().migrate(way, null))
                        .isInstanceOf(UnsupportedByDatabaseException.class)
                        .hasMessageContaining("the deferrable unique constraint player_rank_key of player, which ");
                assertThat(database.differences(sequence(tables()).replay())).isEmpty();
            }
        }
    }
}
