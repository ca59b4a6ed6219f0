package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Savepoints in migrations by hand, beside those that the tool sets on PostgreSQL after rows have changed. */
class SavepointsOfUsersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rollback to x            | 1
            /* back */ ROLLBACK TO SAVEPOINT x | 1
            release x                | 2
            release savepoint x      | 2""")
    void areKept(String end, int rows) {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        var tables = List.<Operation>of(createTable(
                "node",
                column("id", integer()),
                column("next", integer()).nullable(),
                primaryKey("node_pkey", "id"),
                foreignKey("node_next_fkey", "next").references("node", "id").initiallyDeferred()));
        var steps = new ArrayList<Operation>();
        for (var sql : List.of(
                "insert into node values (1, 1)",
                "-- of the user\nsavepoint x",
                "insert into node values (2, 1)",
                "savepoint y",
                "update node set next = 1",
                end)) {
            steps.add(runSql(sql).reversedBy(""));
        }
        steps.add(addColumn("node", column("size", integer()).nullable()));
        var way = sequence(tables, steps);
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.migrator().migrate(way, null);

            assertThat(database.differences(way.replay())).isEmpty();
            assertThat(database.query("select id from node")).hasSize(rows);
        }
    }
}
