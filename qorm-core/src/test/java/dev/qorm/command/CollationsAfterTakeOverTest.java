package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener;
import dev.qorm.migration.MigrationId;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of tables that others made are compared, after each change of them, as they were before it. */
class CollationsAfterTakeOverTest {
    private static final String LATIN = "latin1_swedish_ci";

    private static void takeOver(TestDatabase database, TestProject project, String... tables) {
        for (var table : tables) {
            database.execute(table + " character set latin1 collate " + LATIN);
        }
        InspectTest.inspect(project, database, false);
        project.makeMigrations();
        Migrate.run(project.request(database.database(), Mode.FAKE));
    }

    private static List<String> change(TestDatabase database, TestProject project, String... operations) {
        project.migration("Migration0002", operations);
        var planned = statements(database, project, Mode.DRY_RUN);
        var run = statements(database, project, Mode.RUN);
        assertThat(run).isEqualTo(planned);
        verify(database, project);
        return run;
    }

    private static List<String> statements(TestDatabase database, TestProject project, Mode mode) {
        var statements = new ArrayList<String>();
        MigrationListener listener = new MigrationListener() {
            @Override
            public void statement(MigrationId migration, String sql) {
                statements.add(sql);
            }
        };
        var request = project.request(database.database(), mode);
        Migrate.run(new MigrateRequest(
                request.code(),
                null,
                database.database(),
                "qorm_history",
                null,
                Duration.ofSeconds(5),
                mode,
                listener));
        return statements;
    }

    private static void rollBack(TestDatabase database, TestProject project) {
        Rollback.run(project.request(database.database(), Mode.RUN));
        verify(database, project);
    }

    private static void verify(TestDatabase database, TestProject project) {
        assertThat(Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                        .differences())
                .isEmpty();
    }

    private static List<String> collations(TestDatabase database, String table) {
        return database
                .query("select collation_name from information_schema.columns where table_schema = database()"
                        + " and collation_name is not null and table_name = '" + table + "' order by column_name")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aKeyStillTakesBothCasesForOne(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            takeOver(
                    database,
                    project,
                    "create table t (id int primary key, name varchar(50) not null, unique key t_name (name))");
            database.execute("insert into t values (1, 'ada')");

            change(
                    database,
                    project,
                    "alterColumn(\"t\", column(\"name\", varchar(50)), column(\"name\", varchar(60)))");

            assertThatThrownBy(() -> database.execute("insert into t values (2, 'ADA')"))
                    .hasMessageContaining("Duplicate");
            rollBack(database, project);
            assertThat(collations(database, "t")).containsExactly(LATIN);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void whateverChangesInAColumn(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            takeOver(
                    database,
                    project,
                    "create table t (id int primary key, a varchar(50), b varchar(50), c varchar(50), d char(5),"
                            + " e enum('x', 'y'), fulltext key t_words (a, b))");
            database.execute("insert into t values (1, 'ä', 'b', 'far too long', 'x', 'y')");

            var sql = change(
                    database,
                    project,
                    "alterColumn(\"t\", column(\"a\", varchar(50)).nullable(), column(\"a\","
                            + " varchar(50)).comment(\"the first\")).backfill(\"\")",
                    "alterColumn(\"t\", column(\"b\", varchar(50)).nullable(), column(\"b\", text()).nullable())",
                    "alterColumn(\"t\", column(\"c\", varchar(50)).nullable(), column(\"c\","
                            + " varchar(5)).nullable()).backfill(\"short\")",
                    "alterColumn(\"t\", column(\"d\", character(5)).nullable(), column(\"d\", enumeration(\"x\","
                            + " \"z\")).nullable()).backfill(\"z\")",
                    "alterColumn(\"t\", column(\"e\", enumeration(\"x\", \"y\")).nullable(), column(\"e\","
                            + " varchar(9)).nullable())",
                    "renameColumn(\"t\", \"e\", \"f\")",
                    "renameTable(\"t\", \"u\")",
                    "alterColumn(\"u\", column(\"f\", varchar(9)).nullable(), column(\"f\", varchar(8)).nullable())",
                    "addColumn(\"u\", column(\"g\", varchar(9)).nullable())",
                    "alterColumn(\"u\", column(\"g\", varchar(9)).nullable(), column(\"g\", varchar(19)).nullable())");

            var own = String.valueOf(dialect.collation());
            assertThat(sql).filteredOn(each -> each.contains(own)).hasSize(2);
            assertThat(collations(database, "u")).containsExactly(LATIN, LATIN, LATIN, LATIN, LATIN, own);
            assertThat(database.query("select a, b, c, d, f from u where a = 'Ä'"))
                    .containsExactly(List.of("ä", "b", "short", "x", "y"));
            rollBack(database, project);
            assertThat(collations(database, "t")).containsExactly(LATIN, LATIN, LATIN, LATIN, LATIN);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void bothEndsOfAForeignKey(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            takeOver(
                    database,
                    project,
                    "create table p (code varchar(5) primary key)",
                    "create table c (id int primary key, code varchar(5), constraint c_p foreign key (code) references p"
                            + " (code))");
            database.execute("insert into p values ('a')");
            database.execute("insert into c values (1, 'A')");

            change(
                    database,
                    project,
                    "alterColumn(\"p\", column(\"code\", varchar(5)), column(\"code\", varchar(9)))",
                    "alterColumn(\"c\", column(\"code\", varchar(5)).nullable(), column(\"code\", varchar(9)))");

            assertThat(collations(database, "p")).containsExactly(LATIN);
            assertThat(collations(database, "c")).containsExactly(LATIN);
            rollBack(database, project);
            assertThat(collations(database, "c")).containsExactly(LATIN);
        }
    }

    /** Over other tables, in a new table, in a new column and in one that comes back. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aNewTextIsAsThatAtTheOtherEndOfItsKey(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            takeOver(
                    database,
                    project,
                    "create table country (code varchar(5) primary key, name varchar(50) not null)",
                    "create table port (id int primary key, country varchar(5), constraint port_country_fkey foreign key"
                            + " (country) references country (code))");
            database.execute("insert into country values ('is', 'Ísland')");
            database.execute("insert into port values (1, 'IS')");
            var code = "column(\"country\", varchar(5))";

            change(
                    database,
                    project,
                    "createTable(\"flag\", " + code + ", column(\"shape\", varchar(9)), primaryKey(\"flag_pkey\","
                            + " \"country\"), foreignKey(\"flag_country_fkey\", \"country\").references(\"country\","
                            + " \"code\"))",
                    "createTable(\"flagpole\", column(\"id\", integer()), column(\"flag\", varchar(5)),"
                            + " primaryKey(\"flagpole_pkey\", \"id\"), foreignKey(\"flagpole_flag_fkey\","
                            + " \"flag\").references(\"flag\", \"country\"))",
                    "addColumn(\"port\", column(\"flag\", varchar(5)).nullable())",
                    "addForeignKey(\"port\", foreignKey(\"port_flag_fkey\", \"flag\").references(\"flag\","
                            + " \"country\"))");

            var own = String.valueOf(dialect.collation());
            assertThat(collations(database, "flag")).containsExactly(LATIN, own);
            assertThat(collations(database, "flagpole")).containsExactly(LATIN);
            assertThat(collations(database, "port")).containsExactly(LATIN, LATIN);
            database.execute("insert into flag values ('Is', 'cross')");
            rollBack(database, project);

            change(
                    database,
                    project,
                    "dropForeignKey(\"port\", foreignKey(\"port_country_fkey\", \"country\").references(\"country\","
                            + " \"code\"))",
                    "dropTable(\"country\", column(\"code\", varchar(5)), column(\"name\", varchar(50)),"
                            + " primaryKey(\"country_pkey\", \"code\"))");
            database.execute("update port set country = null");
            rollBack(database, project);
            assertThat(collations(database, "country")).containsExactly(LATIN, own);
        }
    }

    /** The text keeps the collation that it was given for its key, and its values. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aTextWhoseKeyIsGone(Dialect dialect) {
        var key = "foreignKey(\"flag_country_fkey\", \"country\").references(\"country\", \"code\")";
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            takeOver(database, project, "create table country (code varchar(5) primary key)");
            change(
                    database,
                    project,
                    "createTable(\"flag\", column(\"id\", integer()), column(\"country\", varchar(5)),"
                            + " primaryKey(\"flag_pkey\", \"id\"), " + key + ")");

            project.migration("Migration0003", "dropForeignKey(\"flag\", " + key + ")");
            statements(database, project, Mode.RUN);
            verify(database, project);

            project.migration(
                    "Migration0004",
                    "dropTable(\"country\", column(\"code\", varchar(5)), primaryKey(\"country_pkey\", \"code\"))");
            statements(database, project, Mode.RUN);
            verify(database, project);
            assertThat(collations(database, "flag")).containsExactly(LATIN);

            database.execute(
                    "alter table flag modify country varchar(5) character set latin1 collate latin1_bin not null");
            database.execute(
                    "create table country (code varchar(5) primary key) character set latin1 collate " + LATIN);
            assertThat(Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                            .differences())
                    .extracting(Object::toString)
                    .anyMatch(difference -> difference.contains("latin1_bin"));
        }
    }

    /** Over texts that are both there, the server would refuse it when other statements are done. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aKeyOverTextsOfTwoCollations(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            database.execute("create table port (id int primary key, country varchar(5)) character set utf8mb4 collate "
                    + dialect.collation());
            takeOver(database, project, "create table country (code varchar(5) primary key)");
            var note = "addColumn(\"port\", column(\"note\", varchar(5)).nullable())";
            var key = "addForeignKey(\"port\", foreignKey(\"port_country_fkey\","
                    + " \"country\").references(\"country\", \"code\"))";

            assertThatThrownBy(() -> change(database, project, note, key))
                    .hasMessageContaining("from 'country' of port, in " + dialect.collation())
                    .hasMessageContaining("to 'code' of country, in " + LATIN)
                    .hasMessageContaining("give both the same character set and collation first, with runSql(");
            assertThat(collations(database, "port")).hasSize(1);

            var convert = "runSql(\"alter table port modify country varchar(5) character set latin1\")";
            change(database, project, note, convert, key);
            assertThat(collations(database, "port")).hasSize(2).contains(LATIN);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aValueThatTheCharacterSetHasNot(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            takeOver(database, project, "create table t (id int primary key, e enum('a', 'ä') not null)");
            var operation =
                    "alterColumn(\"t\", column(\"e\", enumeration(\"a\", \"ä\")), column(\"e\", enumeration(\"a\","
                            + " \"ä\", \"日本\")))";

            assertThatThrownBy(() -> change(database, project, operation))
                    .hasMessageContaining("the value '日本' in latin1, the character set of the column e of t")
                    .hasMessageContaining("give the column another character set first, with runSql(");

            var convert =
                    "runSql(\"alter table t convert to character set utf8mb4 collate " + dialect.collation() + "\")";
            change(database, project, convert, operation);
            database.execute("insert into t values (1, '日本')");
            assertThat(database.query("select e from t")).containsExactly(List.of("日本"));
        }
    }
}
