package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of a table that somebody partitioned. */
class PartitionedTablesTest {
    private static final Column YEAR = column("year", integer());
    private static final Column NAME = column("name", varchar(20));
    private static final Operation TABLE =
            createTable("sale", column("id", integer()), YEAR, NAME, primaryKey("sale_pkey", "id", "year"));
    private static final Operation SIZE =
            addColumn("sale", column("size", integer()).nullable());
    private static final String BY_YEAR =
            "alter table sale partition by range (year) (partition early values less than (2000), partition late values"
                    + " less than maxvalue)";

    private static TestDatabase with(Dialect dialect, String change) {
        var database = TestDatabase.fresh(dialect);
        database.migrator().migrate(sequence(List.of(TABLE)), null);
        database.execute(change);
        database.execute("insert into sale values (1, 1999, 'a'), (2, 2001, 'b')");
        return database;
    }

    private static void assertNotStarted(Dialect dialect, Operation refused, String reason) {
        var change = sequence(List.of(TABLE), List.of(SIZE, refused));
        try (var database = with(dialect, BY_YEAR)) {
            var line = "'" + refused.describe() + "': the partitions of sale are made by year" + reason;
            assertThat(DryRun.obstacles(database, change)).containsExactly(line);
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContainingAll(
                            "Migration0002 was not started: it changes partitioned tables as",
                            line,
                            "remove partitioning",
                            "None of this migration is applied");
            assertThat(database.introspect().table("sale").columns()).hasSize(3);

            database.execute("alter table sale remove partitioning");
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aUniqueKeyWithoutTheColumnsOfThePartitionsIsNotStarted(Dialect dialect) {
        var reason = ", which a unique key must contain";
        assertNotStarted(dialect, addUnique("sale", unique("sale_name_key", "name")), reason);
        assertNotStarted(
                dialect, createIndex("sale", index("sale_name_idx", "name").unique()), reason);
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aColumnOfThePartitionsIsNeitherDroppedNorConverted(Dialect dialect) {
        for (ColumnType type : List.of(varchar(20), decimal(10, 2))) {
            assertNotStarted(dialect, alterColumn("sale", YEAR, YEAR.type(type)), "");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aColumnThatIsDroppedUnderAnotherName(Dialect dialect) {
        var key = primaryKey("sale_pkey", "id", "year");
        var change = sequence(
                List.of(TABLE),
                List.of(
                        renameTable("sale", "deal"),
                        dropPrimaryKey("deal", key),
                        addPrimaryKey("deal", primaryKey("sale_pkey", "id")),
                        dropColumn("deal", YEAR)));
        try (var database = with(dialect, BY_YEAR)) {
            assertThat(DryRun.obstacles(database, change))
                    .containsExactly(
                            "'add primary key sale_pkey on deal(id)': the partitions of sale are made by year, which a unique"
                                    + " key must contain",
                            "'drop column deal.year': the partitions of sale are made by year");
            assertThatThrownBy(() -> database.migrator().migrate(change, null)).hasMessageContaining("was not started");
        }
    }

    /** MariaDB follows the rename. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aColumnOfThePartitionsIsRenamedOnMariaDbOnly(Dialect dialect) {
        var rename = renameColumn("sale", "year", "season");
        if (dialect == Dialect.MYSQL) {
            assertNotStarted(dialect, rename, "");
            return;
        }
        var unique = addUnique("sale", unique("sale_name_key", "name", "season"));
        try (var database = with(dialect, BY_YEAR)) {
            assertThat(database.migrator().migrate(sequence(List.of(TABLE), List.of(SIZE, rename, unique)), null))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void whatTheServerAllowsIsDone(Dialect dialect) {
        var changes = List.of(
                SIZE,
                addUnique("sale", unique("sale_name_key", "name", "year")),
                alterColumn("sale", YEAR, YEAR.type(bigint())),
                createIndex("sale", index("sale_name_idx", "name")),
                renameColumn("sale", "name", "title"),
                alterColumn("sale", NAME.named("title"), NAME.named("title").type(varchar(40))));
        try (var database = with(dialect, BY_YEAR)) {
            var all = sequence(List.of(TABLE), changes);
            assertThat(DryRun.obstacles(database, all)).isEmpty();
            assertThat(database.migrator().migrate(all, null)).hasSize(1);
            assertThat(database.migrator().rollback(all, null)).hasSize(1);
        }
    }

    /** A hash of any type makes these partitions. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void partitionsByKeyAllowAnotherType(Dialect dialect) {
        var change = sequence(List.of(TABLE), List.of(SIZE, alterColumn("sale", YEAR, YEAR.type(varchar(20)))));
        try (var database = with(dialect, "alter table sale partition by key (year) partitions 2")) {
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
            assertThat(database.query("select year from sale order by id"))
                    .containsExactly(List.of("1999"), List.of("2001"));
        }
    }

    /** Without columns, these are by the primary key. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void partitionsByThePrimaryKeyFollowIt(Dialect dialect) {
        var unique = addUnique("sale", unique("sale_name_key", "name"));
        var refused = sequence(List.of(TABLE), List.of(SIZE, unique));
        var done = sequence(
                List.of(TABLE),
                List.of(
                        SIZE,
                        addUnique("sale", unique("sale_name_key", "name", "year", "id")),
                        renameColumn("sale", "id", "number"),
                        dropPrimaryKey("sale", primaryKey("sale_pkey", "number", "year")),
                        addPrimaryKey("sale", primaryKey("sale_pkey", "number"))));
        try (var database = with(dialect, "alter table sale partition by key () partitions 2")) {
            assertThat(DryRun.obstacles(database, refused))
                    .containsExactly("'" + unique.describe()
                            + "': the partitions of sale are made by id, year, which a unique key must contain");
            assertThatThrownBy(() -> database.migrator().migrate(refused, null))
                    .hasMessageContaining("was not started");
            assertThat(database.migrator().migrate(done, null)).hasSize(1);
        }
    }

    /** But not over a large object, as only a table without a primary key could have. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void noPartitionsAllowALargeObject(Dialect dialect) {
        var table = createTable("note", column("id", integer()), NAME);
        var change = sequence(
                List.of(table),
                List.of(
                        addColumn("note", column("size", integer()).nullable()),
                        alterColumn("note", NAME, NAME.type(text()))));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(List.of(table)), null);
            database.execute("alter table note partition by key (name) partitions 2");
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContaining(
                            "'alter column note.name: varchar(20) -> text': the partitions of note are made by name");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void theMigrationMayRemoveThePartitions(Dialect dialect) {
        var remove = runSql("alter table sale remove partitioning").reversedBy(BY_YEAR);
        var change =
                sequence(List.of(TABLE), List.of(SIZE, remove, addUnique("sale", unique("sale_name_key", "name"))));
        try (var database = with(dialect, BY_YEAR)) {
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    /** MariaDB adds the end of a row's life to the keys itself. */
    @Test
    void aUniqueKeyOfAHistoryInPartitions() {
        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.MARIADB::equals));
        var setting = "sessionVariables=system_versioning_alter_history=KEEP";
        var change = sequence(List.of(TABLE), List.of(SIZE, addUnique("sale", unique("sale_name_key", "name"))));
        try (var database = TestDatabase.fresh(Dialect.MARIADB, setting)) {
            database.migrator().migrate(sequence(List.of(TABLE)), null);
            database.execute("alter table sale add system versioning partition by system_time (partition old history,"
                    + " partition now current)");
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }
}
