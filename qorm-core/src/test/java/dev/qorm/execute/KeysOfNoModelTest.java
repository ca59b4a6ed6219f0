package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and indexes that a table had when it was taken over and that no model can have, in the way of a migration. */
class KeysOfNoModelTest {
    private static final Column ID = column("id", integer());
    private static final Column CODE = column("code", varchar(50));
    private static final Column NAME = column("name", varchar(50));
    private static final Operation TABLE = createTable("t", ID, CODE, NAME);

    /** Without this, the server would refuse the only statement, and nothing would have happened. */
    private static final Operation FIRST =
            addColumn("t", column("note", varchar(5)).nullable());

    private static final String NAMES = "create fulltext index hand on t (code, name)";

    private static TestDatabase with(Dialect dialect, String byHand) {
        var database = TestDatabase.fresh(dialect);
        database.migrator().migrate(sequence(List.of(TABLE)), null);
        database.execute(byHand);
        return database;
    }

    static Stream<Arguments> refused() {
        var key = "alter table t add primary key (code(9))";
        var ofTwo = "alter table t add primary key (id, code(9))";
        var index = "create index hand on t (id, code(9))";
        return TestDatabase.mySqlFamily()
                .flatMap(dialect -> Stream.of(
                        Arguments.of(dialect, key, alterColumn("t", CODE, CODE.nullable()), "primary key of t(code)"),
                        Arguments.of(dialect, key, dropColumn("t", CODE), "primary key of t(code)"),
                        Arguments.of(
                                dialect, key, addPrimaryKey("t", primaryKey("t_pkey", "id")), "primary key of t(code)"),
                        Arguments.of(dialect, ofTwo, dropColumn("t", CODE), "primary key of t(id, code)"),
                        Arguments.of(dialect, index, dropColumn("t", CODE), "index hand of t(id, code)"),
                        Arguments.of(dialect, index, dropColumn("t", ID), "index hand of t(id, code)"),
                        Arguments.of(dialect, NAMES, dropColumn("t", CODE), "full-text index hand of t(code, name)"),
                        Arguments.of(
                                dialect,
                                NAMES,
                                alterColumn("t", CODE, CODE.collation(dialect.urlName(), "utf8mb4_unicode_ci")),
                                "full-text index hand of t(code, name)")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void areInTheWayBeforeTheFirstStatement(Dialect dialect, String byHand, Operation change, String found) {
        var migrations = sequence(List.of(TABLE), List.of(FIRST, change));
        try (var database = with(dialect, byHand)) {
            var line = "'" + change.describe() + "': the " + found;
            assertThatThrownBy(() -> database.migrator().migrate(migrations, null))
                    .hasMessageContainingAll(
                            "Migration0002 was not started", line, "None of this migration is applied");
            assertThat(DryRun.obstacles(database, migrations)).containsExactly(line);

            database.execute(byHand.contains("primary") ? "alter table t drop primary key" : "drop index hand on t");
            assertThat(database.migrator().migrate(migrations, null)).hasSize(1);
        }
    }

    static Stream<Arguments> accepted() {
        var prefixes = "create index hand on t (code(9), name(9))";
        return TestDatabase.mySqlFamily()
                .flatMap(dialect -> Stream.of(
                        Arguments.of(dialect, prefixes, List.of(dropColumn("t", CODE), dropColumn("t", NAME))),
                        Arguments.of(dialect, NAMES, List.of(dropColumn("t", NAME), dropColumn("t", CODE))),
                        Arguments.of(dialect, prefixes, List.of(alterColumn("t", CODE, CODE.nullable()))),
                        Arguments.of(dialect, NAMES, List.of(alterColumn("t", CODE, CODE.type(varchar(90))))),
                        Arguments.of(
                                dialect,
                                "create fulltext index hand on t (code)",
                                List.of(alterColumn(
                                        "t", CODE, CODE.collation(dialect.urlName(), "utf8mb4_unicode_ci"))))));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void areNotWhereNothingOfThemIsLeftOrTheyStayTheSame(Dialect dialect, String byHand, List<Operation> change) {
        var all = new ArrayList<>(change);
        all.add(0, FIRST);
        try (var database = with(dialect, byHand)) {
            assertThat(database.migrator().migrate(sequence(List.of(TABLE), all), null))
                    .hasSize(1);
        }
    }

    /** Those that a model could have, too: the server drops them with their column, or leaves them with fewer. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void thoseThatGoWithAColumnAreAnnounced(Dialect dialect) {
        var losses = new UnknownLosses();
        var migrations = sequence(List.of(TABLE), List.of(dropColumn("t", CODE)));
        try (var database = with(dialect, "create index hand on t (name, code)")) {
            database.execute("create unique index other on t (code)");
            database.execute("create index not_over on t (name)");

            database.migrator(losses).migrate(migrations, null);

            assertThat(losses.said)
                    .containsExactly("the index hand of t(name, code)", "the unique index other of t(code)");
        }
    }

    /** The server calls an index like its first column if nobody names it. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void oneThatIsCalledLikeAColumn(Dialect dialect) {
        var migrations = sequence(List.of(TABLE), List.of(FIRST, dropColumn("t", CODE)));
        try (var database = with(dialect, "alter table t add unique (code, name)")) {
            assertThat(DryRun.obstacles(database, migrations))
                    .containsExactly("'drop column t.code': the unique index code of t(code, name)");
        }
    }

    /** They are not made by hand, although no migration says them. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void thoseThatTheServerNeedsAreNotAnnounced(Dialect dialect) {
        var losses = new UnknownLosses();
        var number = column("number", integer()).autoIncrement();
        var counted = List.<Operation>of(createTable("t", ID, number, primaryKey("t_pkey", "id")));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator(losses).migrate(sequence(counted, List.of(dropColumn("t", number))), null);
        }
        assertThat(losses.said).isEmpty();
    }
}
