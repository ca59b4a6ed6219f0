package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys in tables whose row format is that of servers before MySQL 5.7. */
class OldRowFormatsTest {
    private static final Column NAME = column("name", varchar(255));
    private static final Column CODE = column("code", varchar(191));
    private static final List<Operation> TABLES = List.of(
            createTable(
                    "person",
                    column("id", integer()),
                    NAME,
                    CODE,
                    primaryKey("person_pkey", "id"),
                    unique("person_code_key", "code")),
            createTable("team", column("id", varchar(255)), primaryKey("team_pkey", "id")));
    private static final Operation SIZE =
            addColumn("person", column("size", integer()).nullable());

    private static TestDatabase with(Dialect dialect, String change) {
        var database = TestDatabase.fresh(dialect);
        database.migrator().migrate(sequence(TABLES), null);
        database.execute("alter table person " + change);
        return database;
    }

    private static void assertNotStarted(Dialect dialect, Operation refused, String line) {
        var change = sequence(TABLES, List.of(SIZE, refused));
        for (var format : List.of("compact", "redundant")) {
            try (var database = with(dialect, "row_format = " + format)) {
                assertThat(DryRun.obstacles(database, change)).containsExactly("'" + refused.describe() + "': " + line);
                assertThatThrownBy(() -> database.migrator().migrate(change, null))
                        .hasMessageContainingAll(
                                "Migration0002 was not started: its keys are over columns of more than 767 bytes",
                                line,
                                "row_format = dynamic",
                                "None of this migration is applied");
                assertThat(database.introspect().table("person").columns()).hasSize(3);

                database.execute("alter table person row_format = dynamic");
                assertThat(database.migrator().migrate(change, null)).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aNewKeyIsNotStarted(Dialect dialect) {
        var line = "the column name of 1020 bytes";
        assertNotStarted(dialect, addUnique("person", unique("person_name_key", "name")), line);
        assertNotStarted(dialect, createIndex("person", index("person_name_idx", "id", "name")), line);
        assertNotStarted(
                dialect,
                addForeignKey("person", foreignKey("person_team_fkey", "name").references("team", "id")),
                line);
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aColumnOfAKeyThatBecomesLongerIsNotStarted(Dialect dialect) {
        assertNotStarted(dialect, alterColumn("person", CODE, CODE.type(varchar(192))), "the column code of 768 bytes");
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aPrimaryKeyUnderOtherNames(Dialect dialect) {
        var change = sequence(
                TABLES,
                List.of(
                        renameTable("person", "member"),
                        renameColumn("member", "name", "title"),
                        dropPrimaryKey("member", primaryKey("person_pkey", "id")),
                        addPrimaryKey("member", primaryKey("member_pkey", "title"))));
        try (var database = with(dialect, "row_format = compact")) {
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContaining("the column title of 1020 bytes");
        }
    }

    /** A character of another character set has fewer bytes. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void shortColumnsHaveKeys(Dialect dialect) {
        var change = sequence(
                TABLES,
                List.of(
                        SIZE,
                        addUnique("person", unique("person_name_key", "name")),
                        alterColumn("person", NAME, NAME.type(varchar(300))),
                        createIndex("person", index("person_code_idx", "code", "size"))));
        try (var database =
                with(dialect, "modify name varchar(255) character set latin1 not null, row_format = compact")) {
            assertThat(DryRun.obstacles(database, change)).isEmpty();
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
            assertThat(database.migrator().rollback(change, null)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void theMigrationMayConvertTheTable(Dialect dialect) {
        var convert =
                runSql("alter table person row_format = dynamic").reversedBy("alter table person row_format = compact");
        var change = sequence(TABLES, List.of(SIZE, convert, addUnique("person", unique("person_name_key", "name"))));
        try (var database = with(dialect, "row_format = compact")) {
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }
}
