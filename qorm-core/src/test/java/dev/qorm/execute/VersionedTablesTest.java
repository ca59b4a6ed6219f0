package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes of a table whose history MariaDB keeps. */
class VersionedTablesTest {
    private static final Column COUNT = column("count", integer());
    private static final Column OTHER = column("other", integer());
    private static final List<Operation> TABLES = List.of(
            createTable("log", column("id", integer()), primaryKey("log_pkey", "id")),
            createTable(
                    "stock",
                    column("id", integer()),
                    COUNT,
                    OTHER,
                    primaryKey("stock_pkey", "id"),
                    unique("stock_other_key", "other")));
    private static final Operation LOG =
            addColumn("log", column("size", integer()).nullable());
    private static final List<Operation> REFUSED = List.of(
            LOG,
            renameTable("stock", "store"),
            addColumn("store", column("size", integer()).nullable()),
            alterColumn("store", COUNT, COUNT.type(bigint())),
            alterColumn("store", OTHER, OTHER.defaultValue(3)),
            addUnique("store", unique("stock_count_key", "count")),
            createIndex("store", index("stock_count_idx", "count").unique()),
            dropPrimaryKey("store", primaryKey("stock_pkey", "id")),
            addPrimaryKey("store", primaryKey("stock_pkey", "other")),
            dropColumn("store", column("id", integer())));

    private static TestDatabase versioned(String parameters) {
        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.MARIADB::equals));
        var database = TestDatabase.fresh(Dialect.MARIADB, parameters);
        database.migrator().migrate(sequence(TABLES), null);
        database.execute("alter table stock add system versioning");
        database.execute("insert into stock values (1, 2, 3), (2, 3, 4)");
        database.execute("update stock set count = 5 where id = 1");
        return database;
    }

    @Test
    void isNotStarted() {
        var change = sequence(TABLES, REFUSED);
        try (var database = versioned("")) {
            assertThat(DryRun.obstacles(database, change))
                    .hasSize(8)
                    .contains("'add column store.size': the table stock");
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContainingAll(
                            "Migration0002 was not started: it changes tables with system versioning",
                            "sessionVariables=system_versioning_alter_history=KEEP",
                            "None of this migration is applied");
            assertThat(database.introspect().table("log").columns()).hasSize(1);
        }
    }

    /** Each of these alone would be refused by the server. */
    @Test
    void theServerRefusesEachOfThese() {
        try (var database = versioned("")) {
            for (var statement : List.of(
                    "add column size int",
                    "modify count bigint not null",
                    "modify other int not null default 3",
                    "add unique (count)",
                    "drop primary key, add primary key (other)",
                    "drop column count")) {
                assertThatThrownBy(() -> database.execute("alter table stock " + statement))
                        .hasMessageContaining("system_versioning_alter_history");
            }
        }
    }

    @Test
    void isDoneWhereTheSessionAllowsIt() {
        var change = sequence(TABLES, REFUSED);
        try (var database = versioned("sessionVariables=system_versioning_alter_history=KEEP")) {
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
            assertThat(database.query("select count, other, size from store"))
                    .containsExactly(Arrays.asList("5", "3", null), Arrays.asList("3", "4", null));
            assertThat(database.query("select count(*) from store for system_time all"))
                    .containsExactly(List.of("3"));
        }
    }

    @Test
    void whatTheServerAllowsIsDone() {
        var change = sequence(
                TABLES,
                List.of(
                        LOG,
                        renameColumn("stock", "count", "amount"),
                        addCheck("stock", check("stock_amount_check", "amount > 0")),
                        createIndex("stock", index("stock_amount_idx", "amount")),
                        dropUnique("stock", unique("stock_other_key", "other")),
                        renameTable("stock", "store"),
                        addForeignKey("log", foreignKey("log_fkey", "id").references("store", "id"))));
        try (var database = versioned("")) {
            assertThat(DryRun.obstacles(database, change)).isEmpty();
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }
}
