package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys of H2 over the same columns share an index, which has them in the order of one of these keys. */
class H2SharedIndexesTest {
    private static final List<Operation> BEFORE = List.of(
            createTable(
                    "pair",
                    column("a", integer()),
                    column("b", integer()),
                    primaryKey("pair_pkey", "a", "b"),
                    unique("pair_key", "b", "a")),
            createTable("link", column("x", integer()), column("y", integer()), primaryKey("link_pkey", "x", "y")),
            addUnique("pair", unique("pair_equal_key", "b", "a").nullsNotDistinct()),
            addForeignKey("link", foreignKey("link_fkey", "y", "x").references("pair", "a", "b")));

    /** In a database that stays open. */
    @Test
    void keysKeepTheirOrderWhenTheirColumnsExchangeNames() {
        var change = List.<Operation>of(
                renameColumn("pair", "a", "c"),
                renameColumn("pair", "b", "a"),
                renameColumn("pair", "c", "b"),
                renameColumn("link", "x", "z"),
                renameColumn("link", "y", "x"),
                renameColumn("link", "z", "y"));
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            database.migrator().migrate(sequence(BEFORE, change), null);

            assertThat(database.differences(sequence(BEFORE, change).replay())).isEmpty();
        }
    }
}
