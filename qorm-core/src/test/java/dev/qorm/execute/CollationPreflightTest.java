package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.execute.PreflightAssertions.migrated;
import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that a change of the collation is in the way of, on the databases that commit each statement. */
class CollationPreflightTest {
    private static final Column STATE = column("state", varchar(20));
    private static final Column STATE_CI =
            STATE.collation("mariadb", "utf8mb4_general_ci").collation("mysql", "utf8mb4_0900_ai_ci");
    private static final Column STATES = column("state", enumeration("OPEN", "SHUT"));

    private static List<Operation> table(Column state) {
        return List.of(createTable("t", column("id", integer()), state, primaryKey("t_pkey", "id")));
    }

    private static List<Operation> checked(Column state) {
        return List.of(createTable(
                "t",
                column("id", integer()),
                state,
                primaryKey("t_pkey", "id"),
                check("t_check", "state <> 'x' or id > 100")));
    }

    private static List<Operation> altered(Column from, Column to) {
        return List.of(addColumn("t", column("note", varchar(5)).nullable()), alterColumn("t", from, to));
    }

    private static void assertNotStarted(
            TestDatabase database, String reason, List<Operation> before, List<Operation> change) {
        PreflightAssertions.assertNotStarted(database, before, change, reason);
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void rowsThatWouldViolateACheckPreventIt(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = checked(STATE);
            var change = List.<Operation>of(alterColumn("t", STATE, STATE_CI));
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1, 'X'), (2, 'y'), (101, 'x')");

            assertNotStarted(
                    database,
                    "would make rows violate a check. Rows of t that do not satisfy the check t_check: 1",
                    before,
                    change);

            database.execute("update t set state = 'z' where id = 1");
            migrated(database, before, change);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aRollbackIsPreventedToo(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = List.<Operation>of(
                    createTable("t", column("id", integer()), STATE, primaryKey("t_pkey", "id")),
                    addCheck("t", check("t_check", "state in ('open', 'shut')")));
            var change = List.<Operation>of(alterColumn("t", STATE, STATE_CI));
            migrated(database, before, change);
            database.execute("insert into t values (1, 'OPEN')");

            assertThatThrownBy(() -> database.migrator().rollback(sequence(before, change), new MigrationId(2)))
                    .hasMessageContaining("Rows of t that do not satisfy the check t_check: 1");

            assertThat(database.differences(sequence(before, change).replay())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aColumnAndTableThatAreRenamedAreAskedAbout(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = checked(STATE);
            var change = List.<Operation>of(
                    alterColumn("t", STATE, STATE_CI),
                    renameTable("t", "door"),
                    renameColumn("door", "state", "group"));
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1, 'X')");

            assertNotStarted(database, "Rows of door that do not satisfy the check t_check: 1", before, change);

            database.execute("update t set state = 'z'");
            migrated(database, before, change);
        }
    }

    /** A new check over such a column is asked about in the new collation, whether it is added before or after. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aNewCheckIsAskedAboutInTheNewCollation(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var check = addCheck("t", check("t_check", "state <> 'x'"));
            var alter = alterColumn("t", STATE, STATE_CI);
            var note = addColumn("t", column("note", varchar(5)).nullable());
            database.migrator().migrate(sequence(table(STATE)), null);
            database.execute("insert into t values (1, 'X')");

            assertNotStarted(
                    database,
                    "would be refused. Rows of t that do not satisfy it: 1",
                    table(STATE),
                    List.of(note, alter, check));
            assertNotStarted(
                    database,
                    "Rows of t that do not satisfy the check t_check: 1",
                    table(STATE),
                    List.of(note, check, alter));

            database.execute("update t set state = 'z'");
            migrated(database, table(STATE), List.of(note, alter, check));
        }
    }

    /** What the old collation takes for a constant of an enumeration is none in that of the enumeration. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aTextInAnotherCaseIsNoConstantOfAnEnumeration(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(table(STATE_CI)), null);
            database.execute("insert into t values (1, 'OPEN'), (2, 'open')");

            assertNotStarted(
                    database,
                    "Rows of t whose state is not a valid enumeration[OPEN, SHUT] or does not fit into it: 1",
                    table(STATE_CI),
                    altered(STATE_CI, STATES));

            var replaced =
                    List.<Operation>of(((AlterColumn) altered(STATE_CI, STATES).get(1)).backfill("SHUT"));
            migrated(database, table(STATE_CI), replaced);
            assertThat(database.query("select state from t order by id"))
                    .containsExactly(List.of("OPEN"), List.of("SHUT"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void neitherInARollback(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = table(STATES);
            var change = altered(STATES, STATE_CI);
            migrated(database, before, change);
            database.execute("insert into t (id, state) values (1, 'OPEN'), (2, 'open')");

            assertThatThrownBy(() -> database.migrator().rollback(sequence(before, change), new MigrationId(2)))
                    .hasMessageContaining("rows are in the way")
                    .hasMessageContaining("does not fit into it: 1");
            assertThat(database.differences(sequence(before, change).replay())).isEmpty();

            database.execute("update t set state = 'SHUT' where id = 2");
            database.migrator().rollback(sequence(before, change), new MigrationId(2));
            assertThat(database.differences(sequence(before).replay())).isEmpty();
        }
    }

    /** The guard of the conversion refuses a text that is inserted after the rows were asked about. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void theConversionItselfComparesLikeTheEnumeration(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(table(STATE_CI)), null);
            database.execute("insert into t values (1, 'open')");
            var rendered = dialect.renderer()
                    .render(
                            List.of(alterColumn("t", STATE_CI, STATES)),
                            sequence(table(STATE_CI)).replay());

            assertThatThrownBy(() ->
                            database.execute(rendered.get(0).statements().get(0).sql()))
                    .hasMessageContaining("no value of the enumeration");
        }
    }
}
