package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A computed column that others made virtual, and that a migration drops and adds again. */
class ComputedAgainTest {
    private static final Column V = column("v", integer()).nullable();
    private static final Column G = column("g", integer()).nullable().generatedAs("v + 1");
    private static final List<Operation> TABLE =
            List.of(createTable("t", column("id", integer()), V, G, primaryKey("t_pkey", "id")));

    private static List<String> losses(Dialect dialect, String virtual, Operation... change) {
        var losses = new UnknownLosses();
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(TABLE), null);
            database.execute("alter table t drop column g");
            database.execute("alter table t add column g int generated always as (v + 1) " + virtual);

            database.migrator(losses).migrate(sequence(TABLE, List.of(change)), null);
        }
        return losses.said;
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void isAnnounced(Dialect dialect) {
        Operation[] change = {
            renameColumn("t", "g", "h"),
            dropColumn("t", G.named("h")),
            alterColumn("t", V, V.type(bigint())),
            addColumn("t", G.named("h"))
        };

        assertThat(losses(dialect, "virtual", change)).containsExactly("the computed column g of t, which is virtual");
        assertThat(losses(dialect, "virtual invisible", change))
                .containsExactly("the computed column g of t, which is virtual invisible");
        assertThat(losses(dialect, "stored", change)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void isNotIfItStaysOrOnlyGoes(Dialect dialect) {
        assertThat(losses(dialect, "virtual", alterColumn("t", V, V.type(bigint()))))
                .isEmpty();
        assertThat(losses(dialect, "virtual", dropColumn("t", G))).isEmpty();
    }
}
