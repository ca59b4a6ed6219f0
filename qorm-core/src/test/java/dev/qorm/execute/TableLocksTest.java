package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements that wait for a table, and all others behind them. */
class TableLocksTest {
    private static Stream<Dialect> servers() {
        return TestDatabase.dialects().filter(dialect -> dialect == Dialect.POSTGRESQL || dialect.isMySqlFamily());
    }

    private static String limit(Dialect dialect, int seconds) {
        return dialect == Dialect.POSTGRESQL
                ? "options=-c%20lock_timeout=" + seconds + "s"
                : "sessionVariables=lock_wait_timeout=" + seconds;
    }

    static Stream<Arguments> limits() {
        return servers().flatMap(dialect -> {
            var isPostgres = dialect == Dialect.POSTGRESQL;
            return Stream.of(
                    Arguments.of(dialect, "", isPostgres ? "1min" : "60"),
                    Arguments.of(dialect, limit(dialect, 7), isPostgres ? "7s" : "7"),
                    Arguments.of(dialect, limit(dialect, 700), isPostgres ? "700s" : "700"));
        });
    }

    private static NumberedMigration migration(int number, Operation operation) {
        return new NumberedMigration(new MigrationId(number), List.of(operation));
    }

    private static Migrator migrator(TestDatabase database) {
        return new Migrator(
                database.database(),
                database.dialect(),
                Duration.ofSeconds(5),
                MigrationListener.SILENT,
                Clock.systemUTC());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("limits")
    void areWaitedForForAMinuteUnlessTheUrlSaysOtherwise(Dialect dialect, String parameters, String limit) {
        var setting = dialect == Dialect.POSTGRESQL ? "current_setting('lock_timeout')" : "@@lock_wait_timeout";
        var migrations = MigrationSequence.of(
                List.of(migration(1, runSql("create table seen as select " + setting + " as waiting"))));
        try (var database = TestDatabase.fresh(dialect, parameters)) {
            migrator(database).migrate(migrations, null);

            assertThat(database.query("select waiting from seen")).containsExactly(List.of(limit));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void areGivenUpWithoutHarm(Dialect dialect) throws SQLException {
        var migrations = MigrationSequence.of(List.of(
                migration(1, createTable("note", column("line", varchar(40)))),
                migration(2, addColumn("note", column("size", integer()).nullable()))));
        try (var database = TestDatabase.fresh(dialect, limit(dialect, 1))) {
            migrator(database).migrate(migrations, new MigrationId(1));
            database.connection().setAutoCommit(false);
            assertThat(database.query("select line from note")).isEmpty();

            assertThatThrownBy(() -> migrator(database).migrate(migrations, null))
                    .hasMessageContaining("Migration0002 failed at 'add column note.size'")
                    .hasMessageContaining("Other transactions have the table in use")
                    .hasMessageContaining("None of this migration is applied");

            database.connection().rollback();
            assertThat(migrator(database).migrate(migrations, null)).containsExactly(new MigrationId(2));
        }
    }

    /** One message of the server has two limits behind it, of which the other one would change nothing. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aRowInUseIsWaitedForAsLongAsTheRemedySays(Dialect dialect) throws SQLException {
        var migrations = MigrationSequence.of(List.of(
                migration(1, createTable("note", column("id", integer()), primaryKey("note_pkey", "id"))),
                migration(2, runSql("update note set id = id + 1"))));
        try (var database = TestDatabase.fresh(dialect, "sessionVariables=innodb_lock_wait_timeout=1")) {
            migrator(database).migrate(migrations, new MigrationId(1));
            database.execute("insert into note values (1)");
            database.connection().setAutoCommit(false);
            database.execute("update note set id = 5");

            assertThatThrownBy(() -> migrator(database).migrate(migrations, null))
                    .hasMessageContaining("sessionVariables=lock_wait_timeout=600,innodb_lock_wait_timeout=600")
                    .hasMessageContaining("None of this migration is applied");

            database.connection().rollback();
            migrator(database).migrate(migrations, null);
            assertThat(database.query("select id from note")).containsExactly(List.of("2"));
        }
    }
}
