package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.qorm.dialect.Dialect;
import dev.qorm.testing.TestDatabase;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers keep half of what they know in causes and codes. */
class RefusalTest {
    @Test
    void saysTheReasonThatTheDriverHasAsACause() {
        assertThat(Refusal.text(new SQLException("Attempt failed.", new UnknownHostException("nowhere"))))
                .isEqualTo("Attempt failed. (unknown host nowhere)");
        assertThat(Refusal.text(new SQLException("I/O error.", new SQLException("closed", new EOFException()))))
                .isEqualTo("I/O error. (closed; EOFException)");
    }

    @Test
    void saysNothingTwice() {
        assertThat(Refusal.text(new SQLException("Socket error: broken pipe", new IOException("broken pipe"))))
                .isEqualTo("Socket error: broken pipe");
        assertThat(Refusal.text(new SQLException("no such table"))).isEqualTo("no such table");
    }

    @ParameterizedTest
    @CsvSource({
        "42501,     0, usage and create on their schema",
        "42000,  1044, trigger on the database",
        "42000,  1142, trigger on the database",
        "42000,  1227, trigger on the database",
        "90096, 90096, alter any schema",
        "'',        8, the file of the database",
        "90097, 90097, the file of the database",
    })
    void saysWhichRightsAreMissing(String state, int code, String words) {
        assertThat(Refusal.text(new SQLException("denied", state, code)))
                .startsWith("denied\n  qorm needs ")
                .contains(words);
    }

    @Test
    void saysThatAReplicaIsOnlyRead() throws SQLException {
        var server = new SQLException("The server is running with the --read-only option", "HY000", 1290);
        assertThat(Refusal.text(server))
                .contains("is read-only, as a replica is")
                .contains("qorm.url");
        assertThat(Refusal.text(new SQLException("Running in read-only mode", "HY000", 1836)))
                .contains("is read-only, as a replica is");
        assertThat(Refusal.text(new SQLException("running with the --secure-file-priv option", "HY000", 1290)))
                .doesNotContain("read");

        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.POSTGRESQL::equals));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.execute("set default_transaction_read_only = on");
            assertThatThrownBy(() -> database.execute("create table t (a int)"))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(Refusal.text(refusal)).contains("is read-only, as a replica is"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, alter table t alter column a type bigint",
        "POSTGRESQL, alter table t drop column a",
        "H2, alter table t drop column a",
    })
    void saysWhatToDoAboutAView(Dialect dialect, String statement) {
        assumeTrue(TestDatabase.dialects().anyMatch(dialect::equals));
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table t (id int primary key, a int)");
            database.execute("create view v as select a from t");
            assertThatThrownBy(() -> database.execute(statement))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(Refusal.text(refusal))
                                    .endsWith("\n  Drop what depends on it in the migration, with runSql(\"…\"), and"
                                            + " create it again after the change"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently t_b on t (b)",
                "create unique index concurrently t_b on t (a)",
                "drop index concurrently t_a",
            })
    void saysThatAPartitionedTableCannotBeChangedConcurrently(String statement) {
        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.POSTGRESQL::equals));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.execute("create table t (a int, b int) partition by list (a)");
            database.execute("create index t_a on t (a)");
            assertRefused(database, statement, "Remove .concurrently() from the operation");
        }
    }

    @Test
    void saysThatNorCanItsForeignKeys() {
        var message = "ERROR: cannot add NOT VALID foreign key on partitioned table \"t\" referencing relation \"p\"";
        assertThat(Refusal.text(new SQLException(message, "42809")))
                .startsWith(message)
                .contains("Remove .concurrently() from the operation");
    }

    @Test
    void saysWhatToDoAboutARowThatIsAValue() {
        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.POSTGRESQL::equals));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.execute("create table t (a int)");
            database.execute("create table holder (one t)");
            assertRefused(
                    database, "alter table t alter column a type bigint", "Drop what depends on it in the migration");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "H2, drop table p, ''",
        "H2, alter table p drop constraint p_pkey, ''",
        "MARIADB, drop table p, Foreign keys of other tables refer to it: select constraint_name",
        "MARIADB, alter table p modify id int not null, ''",
        "MARIADB, alter table c modify p_id int, ''",
        "MYSQL, drop table p, ''",
        "MYSQL, alter table p modify id int not null, ''",
    })
    void saysWhatToDoAboutAForeignKeyByHand(Dialect dialect, String statement, String words) {
        assumeTrue(TestDatabase.dialects().anyMatch(dialect::equals));
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table p (id bigint not null, constraint p_pkey primary key (id))");
            database.execute("create table c (p_id bigint, constraint c_fk foreign key (p_id) references p (id))");
            assertThatThrownBy(() -> database.execute(statement))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(Refusal.text(refusal))
                                    .contains(words)
                                    .contains("\n  Drop what depends on it in the migration, with runSql(\"…\")"));
        }
    }

    @Test
    void saysHowToBuildAnIndexConcurrently() throws SQLException {
        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.POSTGRESQL::equals));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.execute("create table t (a int)");
            database.connection().setAutoCommit(false);
            assertThatThrownBy(() -> database.execute("create index concurrently i on t (a)"))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(Refusal.text(refusal)).contains("createIndex(…).concurrently()"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, set statement_timeout = '20ms', select pg_sleep(9), options=-c%20statement_timeout=0",
        "MARIADB, set max_statement_time = 0.02, select sleep(9), sessionVariables=max_statement_time=0",
    })
    void saysHowToLiftALimitOfTime(Dialect dialect, String limit, String statement, String parameter) {
        assumeTrue(TestDatabase.dialects().anyMatch(dialect::equals));
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute(limit);
            assertThatThrownBy(() -> database.execute(statement))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(Refusal.text(refusal))
                                    .endsWith("lift the limit in qorm.url: " + parameter));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void saysWhatToDoAboutAForeignKeyToTextsOfAnotherKind(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table p (n varchar(20) primary key) character set latin1");
            database.execute("create table c (n varchar(20)) character set utf8mb4");
            assertThatThrownBy(() -> database.execute("alter table c add foreign key (n) references p (n)"))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(Refusal.text(refusal))
                                    .contains(
                                            "\n  The columns at both ends of a foreign key must have the same type, and texts the same"));
        }
    }

    @ParameterizedTest
    @CsvSource({"sql_require_primary_key", "sql_generate_invisible_primary_key"})
    void saysHowATableMayBeWithoutAPrimaryKeyOnMySql(String setting) {
        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.MYSQL::equals));
        try (var database = TestDatabase.fresh(Dialect.MYSQL, "sessionVariables=" + setting + "=1")) {
            database.execute("create table t (id int primary key)");
            assertRefused(database, "alter table t drop primary key", "sessionVariables=" + setting + "=0");
        }
    }

    /** The statement that it says is what a migration runs then. */
    @Test
    void saysHowAGeneratedKeyGivesWayToAnother() {
        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.MYSQL::equals));
        try (var database =
                TestDatabase.fresh(Dialect.MYSQL, "sessionVariables=sql_generate_invisible_primary_key=1")) {
            var table = createTable("t", column("id", bigint()), column("line", varchar(9)));
            var key = addPrimaryKey("t", primaryKey("t_pkey", "id"));
            var statement = "alter table t drop column my_row_id, add primary key (id)";
            database.migrator().migrate(sequence(List.of(table)), null);
            database.execute("insert into t values (7, 'x')");

            assertThatThrownBy(() -> database.migrator().migrate(sequence(List.of(table), List.of(key)), null))
                    .hasMessageContaining(
                            "runSql(\"alter table … drop column my_row_id, add primary key (…)\").insteadOf(addPrimaryKey(…))");
            var all = sequence(List.of(table), List.of(runSql(statement).insteadOf(key)));
            database.migrator().migrate(all, null);

            assertThat(database.differences(all.replay())).isEmpty();
            assertThat(database.query("select * from t")).containsExactly(List.of("7", "x"));
        }
    }

    /** Tables that an old server made keep their format. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void saysWhatToDoAboutRowsOfAnOldFormat(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table t (id int primary key, a varchar(40), b varchar(200), key t_a (a))"
                    + " character set utf8mb4 row_format = compact");
            assertRefused(database, "create index t_b on t(b)", "row_format = dynamic");
            assertRefused(database, "alter table t modify a varchar(200)", "row_format = dynamic");

            database.execute("alter table t row_format = dynamic");
            database.execute("create index t_b on t(b)");
        }
    }

    private static void assertRefused(TestDatabase database, String statement, String remedy) {
        assertThatThrownBy(() -> database.execute(statement))
                .cause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(Refusal.text(refusal)).contains(remedy));
    }
}
