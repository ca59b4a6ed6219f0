package dev.qorm.execute;

import static dev.qorm.execute.PreflightAssertions.assertNotStarted;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about rows in the modes in which H2 is most often used for tests of other databases. */
class H2ModesTest {
    private static final String POSTGRESQL = "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    private static final String MYSQL = "MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
    private static final Operation TASK = createTable(
            "task",
            column("id", integer()),
            column("code", varchar(10)).nullable(),
            column("at", timestamp()).nullable(),
            primaryKey("task_pkey", "id"),
            unique("task_code_key", "code"),
            unique("task_at_key", "at"));
    private static final Operation OTHER =
            addColumn("task", column("size", integer()).nullable());

    @BeforeEach
    void onH2() {
        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.H2::equals));
    }

    @ParameterizedTest
    @ValueSource(strings = {POSTGRESQL, MYSQL, "MODE=MariaDB;DATABASE_TO_LOWER=TRUE", "MODE=REGULAR"})
    void findTheRowsThatWouldStopAMigrationHalfway(String mode) {
        var code = column("code", varchar(10)).nullable();
        var at = column("at", timestamp()).nullable();
        var before = List.of(TASK);
        var toNumber = alterColumn("task", code, code.type(integer()));
        var toSeconds = alterColumn("task", at, at.type(timestamp(0)));
        var filled = alterColumn("task", code, code.nullable(false)).backfill("none");
        try (var database = TestDatabase.fresh(Dialect.H2, mode)) {
            var all = MigratorTest.sequence(before, List.of(OTHER, toNumber, toSeconds));
            database.migrator().migrate(all, new MigrationId(1));
            database.execute("insert into task values (1, '1', '2026-01-01 00:00:00.1')");
            database.execute("insert into task values (2, '01', '2026-01-01 00:00:00.2')");

            var twice = ": 1\n    select";
            assertNotStarted(
                    database,
                    before,
                    List.of(OTHER, toNumber),
                    "Values of code that more than one row of task has" + twice);
            assertNotStarted(
                    database,
                    before,
                    List.of(OTHER, toSeconds),
                    "Values of at that more than one row of task has" + twice);
            database.execute("update task set code = null");
            assertNotStarted(
                    database,
                    before,
                    List.of(OTHER, filled),
                    "Values of code that more than one row of task has" + twice);

            database.execute("update task set code = id, at = dateadd(second, id, at)");
            database.migrator().migrate(all, null);
            assertThat(database.differences(all.replay())).isEmpty();
            assertThat(database.query("select id, code from task order by id"))
                    .containsExactly(List.of("1", "1"), List.of("2", "2"));
        }
    }
}
