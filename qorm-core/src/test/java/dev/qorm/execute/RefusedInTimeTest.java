package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What MariaDB or MySQL would refuse in the second statement of a migration is refused before the first one. */
class RefusedInTimeTest {
    private static final Column ID = column("id", integer());

    private static final Operation FIRST =
            addColumn("t", column("note", varchar(5)).nullable());

    static Stream<Dialect> mySql() {
        return TestDatabase.mySqlFamily().filter(dialect -> dialect == Dialect.MYSQL);
    }

    private static Column anyCase(Column column) {
        return column.collation("mariadb", "utf8mb4_general_ci").collation("mysql", "utf8mb4_0900_ai_ci");
    }

    private static List<Operation> second(Operation operation) {
        return List.of(FIRST, operation);
    }

    private static void assertNotStarted(
            TestDatabase database, List<Operation> before, List<Operation> change, String... reasons) {
        var assertion = assertThatThrownBy(() -> database.migrator().migrate(sequence(before, change), null));
        for (var reason : reasons) {
            assertion.hasMessageContaining(reason);
        }
        assertThat(columns(database)).doesNotContain("note");
    }

    private static List<String> columns(TestDatabase database) {
        return database
                .query("select column_name from information_schema.columns"
                        + " where table_schema = database() and table_name = 't'")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** Rows of latin1 have shorter texts than those of utf8mb4. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aRowThatIsTooLongInAnotherCharacterSet(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var story = column("story", varchar(20_000));
            var before = List.<Operation>of(
                    runSql("create table t (id int primary key, story varchar(20000) character set latin1 not null)")
                            .insteadOf(createTable("t", ID, story, primaryKey("t_pkey", "id"))));
            database.migrator().migrate(sequence(before), null);

            assertNotStarted(
                    database,
                    before,
                    second(alterColumn("t", story, anyCase(story))),
                    "the column story, in a row of 80",
                    "make long columns text or blob");

            // What it does not change may stay as long as it is.
            database.migrator()
                    .migrate(sequence(before, second(alterColumn("t", story, story.defaultValue("x")))), null);
            assertThat(columns(database)).contains("note");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aNewTableThatRefersToTextsInAnotherCollation(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = List.<Operation>of(createTable("t", ID, primaryKey("t_pkey", "id")));
            database.migrator().migrate(sequence(before), null);
            database.execute("create table outside (code varchar(20) character set latin1 primary key)");

            assertNotStarted(
                    database,
                    before,
                    second(createTable(
                            "link",
                            anyCase(column("code", varchar(20))),
                            foreignKey("link_fkey", "code").referencesExternal("outside", "code"))),
                    "the foreign key link_fkey from 'code' of link, in utf8mb4_",
                    "to 'code' of outside, in latin1_swedish_ci");
        }
    }

    /** The foreign key is dropped while the column changes, and cannot be added again. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void anotherCollationThanAnExternalTableHas(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var code = column("code", varchar(20)).nullable();
            database.execute(
                    "create table outside (code varchar(20) character set utf8mb4 collate utf8mb4_bin primary key)");
            var before = List.<Operation>of(createTable(
                    "t",
                    ID,
                    code,
                    primaryKey("t_pkey", "id"),
                    foreignKey("t_fkey", "code").referencesExternal("outside", "code")));
            database.migrator().migrate(sequence(before), null);

            assertNotStarted(
                    database,
                    before,
                    second(alterColumn("t", code, anyCase(code))),
                    "'alter column t.code: ",
                    "the foreign key t_fkey from 'code' of t, in utf8mb4_",
                    "to 'code' of outside, in utf8mb4_bin");

            var there = code.collation("mariadb", "utf8mb4_bin").collation("mysql", "utf8mb4_bin");
            database.migrator().migrate(sequence(before, second(alterColumn("t", code, there))), null);
            assertThat(columns(database)).contains("note");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void rowsThatAreInTheWayOfACollationAndAType(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var state = column("state", varchar(20));
            var before = List.<Operation>of(
                    createTable("t", ID, state, primaryKey("t_pkey", "id"), check("t_check", "state <> 'x'")));
            var change = second(alterColumn("t", state, anyCase(column("state", text()))));
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1, 'X')");

            assertNotStarted(database, before, change, "Rows of t that do not satisfy the check t_check: 1");

            database.execute("update t set state = 'y'");
            database.migrator().migrate(sequence(before, change), null);
            assertThat(database.differences(sequence(before, change).replay())).isEmpty();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("mySql")
    void aValueThatIsReadFromATableWithoutKey(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var highest = addColumn("t", column("highest", integer())).backfillSql("(select max(x.id) from t x)");
            var before = List.<Operation>of(createTable("t", ID));
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1), (3)");

            assertNotStarted(
                    database,
                    before,
                    second(highest),
                    "'add column t.highest': (select max(x.id) from t x): ",
                    "MySQL needs a primary key, or a unique constraint over columns that are NOT NULL");
        }
    }

    /** The unique constraint says which row is which. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void butNotFromOneWithAUniqueConstraint(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var others = addColumn("t", column("others", integer()))
                    .backfillSql("(select count(*) from t x where x.id < t.id)");
            var before = List.<Operation>of(createTable(
                    "t",
                    ID,
                    column("code", integer()).nullable(),
                    unique("t_code_key", "code"),
                    unique("t_id_key", "id")));
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1, null), (3, null), (7, 5)");

            database.migrator().migrate(sequence(before, second(others)), null);

            assertThat(database.query("select id, others from t order by id"))
                    .containsExactly(List.of("1", "0"), List.of("3", "1"), List.of("7", "2"));
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("mySql")
    void anIndexOverGeometriesThatMayBeNull(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var place = column("place", nativeType("point"));
            var index = index("t_place_idx", "place");
            var before = new ArrayList<Operation>(
                    List.of(createTable("t", ID, place.nullable(), primaryKey("t_pkey", "id"))));
            database.migrator().migrate(sequence(before), null);
            var reason = "t_place_idx, an index over 'place', which is spatial and nullable";

            assertNotStarted(database, before, second(createIndex("t", index)), reason);
            assertNotStarted(database, before, second(createTable("u", ID, place.nullable(), index)), reason);

            before.add(alterColumn("t", place.nullable(), place));
            before.add(createIndex("t", index));
            database.execute("drop table t, qorm_history, qorm_step");
            database.migrator().migrate(sequence(before), null);
            assertNotStarted(database, before, second(alterColumn("t", place, place.nullable())), reason);
        }
    }
}
