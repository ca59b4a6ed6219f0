package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A trigger of the user that PostgreSQL runs only when a migration is committed. */
class DeferredTriggersTest {
    static Stream<Dialect> postgres() {
        return TestDatabase.dialects().filter(dialect -> dialect == Dialect.POSTGRESQL);
    }

    @ParameterizedTest
    @MethodSource("postgres")
    void whatItRefusesIsReportedWithTheMigration(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = List.<Operation>of(createTable("t", column("id", integer()), primaryKey("t_pkey", "id")));
            database.migrator().migrate(sequence(before), null);
            database.execute("create function refuse() returns trigger language plpgsql"
                    + " as $$ begin raise exception 'not today'; end $$");
            database.execute("create constraint trigger audit after insert on t deferrable initially deferred"
                    + " for each row execute function refuse()");
            var change = List.<Operation>of(
                    addColumn("t", column("note", integer()).nullable()),
                    runSql("insert into t values (1)").reversedBy(""));

            assertThatThrownBy(() -> database.migrator().migrate(sequence(before, change), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining(
                            "Migration0002 failed at its end, when the deferred triggers of the database ran\n  database:  ")
                    .hasMessageContaining("not today")
                    .hasMessageContaining("None of this migration is applied; the ones before it are."
                            + " Fix the cause and run mvn qorm:migrate again.");

            assertThat(database.differences(sequence(before).replay())).isEmpty();
            assertThat(database.query("select * from qorm_history")).hasSize(1);
        }
    }
}
