package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that are to be without a primary key where MySQL does not allow it. */
class KeylessTablesTest {
    private static final Operation TABLE =
            createTable("t", column("a", integer()), column("b", integer()), primaryKey("t_pkey", "a"));
    private static final Operation DROP = dropPrimaryKey("t", primaryKey("t_pkey", "a"));
    private static final Operation KEYLESS = createTable("log", column("line", integer()));

    private static TestDatabase with(String setting) {
        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.MYSQL::equals));
        return TestDatabase.fresh(Dialect.MYSQL, "sessionVariables=" + setting + "=1");
    }

    @Test
    void areNotStarted() {
        var change = sequence(List.of(TABLE, KEYLESS, DROP));
        try (var database = with("sql_require_primary_key")) {
            assertThat(DryRun.obstacles(database, change))
                    .containsExactly(
                            "'create table log': sql_require_primary_key",
                            "'drop primary key t_pkey on t(a)': sql_require_primary_key");
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContainingAll(
                            "Migration0001 was not started: the server does not allow a table without a primary key:"
                                    + "\n  'create table log': sql_require_primary_key",
                            "sessionVariables=…=0");
            assertThat(database.introspect().tables()).isEmpty();
        }
    }

    @Test
    void mayBeCreatedWhereTheServerGeneratesAKey() {
        var created = sequence(List.of(TABLE, KEYLESS));
        var dropped = sequence(List.of(TABLE, KEYLESS), List.of(DROP));
        try (var database = with("sql_generate_invisible_primary_key")) {
            assertThat(database.migrator().migrate(created, null)).hasSize(1);

            assertThatThrownBy(() -> database.migrator().migrate(dropped, null))
                    .hasMessageContaining("'drop primary key t_pkey on t(a)': sql_generate_invisible_primary_key");
        }
    }

    @Test
    void aKeyMayReplaceAnother() {
        var replaced = sequence(List.of(TABLE), List.of(DROP, addPrimaryKey("t", primaryKey("t_pkey", "b"))));
        try (var database = with("sql_require_primary_key")) {
            assertThat(database.migrator().migrate(replaced, null)).hasSize(2);
            assertThat(database.migrator().rollback(replaced, null)).hasSize(1);
        }
    }
}
