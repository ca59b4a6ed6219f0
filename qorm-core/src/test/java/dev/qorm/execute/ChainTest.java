package dev.qorm.execute;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of tables, each referring to the one before, fit the default stack. */
class ChainTest {
    private static final int LENGTH = 5000;

    private static Table table(int number, int target) {
        var name = "t" + number;
        return Table.of(
                name,
                column("id", ColumnTypes.bigint()).autoIncrement(),
                column("previous_id", ColumnTypes.bigint()).nullable(),
                primaryKey(name + "_pkey", "id"),
                foreignKey(name + "_fkey", "previous_id").references("t" + target, "id"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isCreatedAndDroppedAgain(boolean isCircle) {
        var chain = Schema.of(IntStream.range(0, LENGTH)
                .mapToObj(i -> table(i, i > 0 ? i - 1 : isCircle ? LENGTH - 1 : 0))
                .toList());
        var create = new NumberedMigration(new MigrationId(1), SchemaDiffer.diff(Schema.empty(), chain));
        var sequence = MigrationSequence.of(List.of(create));
        assertThat(sequence.replay()).isEqualTo(chain);
        assertThat(SchemaDiffer.diff(chain, Schema.empty())).hasSize(isCircle ? LENGTH + 1 : LENGTH);
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            var migrator = database.migrator();
            migrator.migrate(sequence, create.id());
            assertThat(database.differences(chain)).isEmpty();
            migrator.rollback(sequence, create.id());
            assertThat(database.introspect()).isEqualTo(Schema.empty());
        }
    }
}
