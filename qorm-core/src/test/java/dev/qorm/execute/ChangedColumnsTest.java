package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.character;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A column that somebody changed by hand, and that a migration would declare again as it was. */
class ChangedColumnsTest {
    private static List<Operation> table(Column column) {
        return List.of(createTable("t", column("id", integer()), column, primaryKey("t_pkey", "id")));
    }

    private static String modify(String definition) {
        return "alter table t modify v " + definition;
    }

    static Stream<Arguments> widened() {
        return TestDatabase.mySqlFamily()
                .flatMap(dialect -> Stream.of(
                        Arguments.of(dialect, varchar(100), varchar(100), "varchar(200)"),
                        Arguments.of(dialect, varchar(100), varchar(150), "varchar(200)"),
                        Arguments.of(dialect, varchar(100), varchar(150), "longtext"),
                        Arguments.of(dialect, character(3), character(3), "char(5)"),
                        Arguments.of(dialect, integer(), integer(), "bigint"),
                        Arguments.of(dialect, integer(), integer(), "int unsigned"),
                        Arguments.of(dialect, decimal(10, 2), decimal(10, 2), "decimal(12,2)"),
                        Arguments.of(dialect, decimal(10, 2), decimal(11, 3), "decimal(12,4)"),
                        Arguments.of(dialect, timestamp(0), timestamp(0), "datetime(3)"),
                        Arguments.of(dialect, timestampWithTimeZone(0), timestampWithTimeZone(0), "datetime(6)"),
                        Arguments.of(dialect, enumeration("a", "b"), enumeration("a", "b"), "enum('a','b','it''s')")));
    }

    @ParameterizedTest
    @MethodSource("widened")
    void isNotNarrowedSilently(Dialect dialect, ColumnType from, ColumnType to, String byHand) {
        var before = column("v", from).nullable();
        var change =
                alterColumn("u", before.named("w"), before.named("w").type(to).comment("what it is"));
        var migrations = sequence(table(before), List.of(renameTable("t", "u"), renameColumn("u", "v", "w"), change));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(table(before)), null);
            database.execute(modify(byHand));

            assertThat(DryRun.obstacles(database, migrations))
                    .singleElement()
                    .asString()
                    .startsWith("'" + change.describe() + "': the column w is ")
                    .contains(" and would become ");
            assertThatThrownBy(() -> database.migrator().migrate(migrations, null))
                    .hasMessageContainingAll("Migration0002 was not started: somebody changed columns", "qorm.adopt");
        }
    }

    static Stream<Arguments> accepted() {
        return TestDatabase.mySqlFamily()
                .flatMap(dialect -> Stream.of(
                        Arguments.of(dialect, varchar(100), varchar(200), "varchar(200)"),
                        Arguments.of(dialect, varchar(100), varchar(100), "varchar(50)"),
                        Arguments.of(dialect, varchar(100), text(), "varchar(200)"),
                        Arguments.of(dialect, varchar(100), varchar(50), "varchar(200)"),
                        Arguments.of(dialect, integer(), bigint(), "bigint"),
                        Arguments.of(dialect, integer(), bigint(), "int unsigned"),
                        Arguments.of(dialect, integer(), integer(), "int"),
                        Arguments.of(dialect, bool(), bool(), "tinyint(1)"),
                        Arguments.of(dialect, decimal(10, 2), decimal(14, 4), "decimal(12,2)"),
                        Arguments.of(dialect, timestamp(0), timestamp(3), "datetime(3)"),
                        Arguments.of(dialect, nativeType("mediumint"), nativeType("mediumint"), "bigint"),
                        Arguments.of(
                                dialect,
                                enumeration("a", "it's", "\\"),
                                enumeration("a", "it's", "\\", "c"),
                                "enum('c','a','it''s')")));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void mayBecomeAtLeastAsWideOrWhatTheMigrationSays(Dialect dialect, ColumnType from, ColumnType to, String byHand) {
        var before = column("v", from).nullable();
        var change = alterColumn("t", before, before.type(to).comment("what it is"));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(table(before)), null);
            database.execute(modify(byHand));

            assertThat(database.migrator().migrate(sequence(table(before), List.of(change)), null))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void staysNullable(Dialect dialect) {
        var before = column("v", integer());
        var change = alterColumn("t", before, before.comment("what it is"));
        var migrations = sequence(table(before), List.of(change));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(table(before)), null);
            database.execute(modify("int null"));

            assertThat(DryRun.obstacles(database, migrations))
                    .containsExactly("'" + change.describe() + "': the column v is nullable and would become NOT NULL");

            database.execute(modify("int not null"));
            assertThat(database.migrator().migrate(migrations, null)).hasSize(1);
        }
    }

    static Stream<Arguments> properties() {
        return TestDatabase.mySqlFamily()
                .flatMap(dialect -> Stream.of(
                        Arguments.of(
                                dialect,
                                column("v", integer()),
                                "int not null default 7",
                                "has the default 7 and would have none"),
                        Arguments.of(
                                dialect,
                                column("v", integer()).nullable(),
                                "int default (1 + 1)",
                                "has the default (1 + 1) and would have none"),
                        Arguments.of(
                                dialect,
                                column("v", integer()),
                                "int not null auto_increment unique",
                                "is auto-increment and would no longer be"),
                        Arguments.of(
                                dialect,
                                column("v", timestamp(0)).nullable(),
                                "datetime null on update current_timestamp",
                                "is set by each update and would no longer be")));
    }

    @ParameterizedTest
    @MethodSource("properties")
    void keepsAPropertyThatNoMigrationSays(Dialect dialect, Column before, String byHand, String difference) {
        var change = alterColumn("t", before, before.comment("what it is"));
        var migrations = sequence(table(before), List.of(change));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(table(before)), null);
            database.execute(modify(byHand));

            assertThat(DryRun.obstacles(database, migrations))
                    .containsExactly("'" + change.describe() + "': the column v " + difference);
        }
    }

    /** The migration says what becomes of it. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void losesAPropertyThatTheMigrationChanges(Dialect dialect) {
        var before = column("v", integer()).defaultValue(1);
        var change = alterColumn("t", before, before.withDefault(null));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(table(before)), null);
            database.execute(modify("int not null default 7"));

            assertThat(database.migrator().migrate(sequence(table(before), List.of(change)), null))
                    .hasSize(1);
        }
    }

    /** Such a column is nullable there, although the migrations say otherwise. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aComputedColumnMayBecomePlain(Dialect dialect) {
        var computed = column("v", integer()).generatedAs("id + 1");
        var plain = column("v", integer());
        var change = List.<Operation>of(
                alterColumn("t", computed, plain), alterColumn("t", plain, plain.comment("what it is")));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(table(computed)), null);

            assertThat(database.migrator().migrate(sequence(table(computed), change), null))
                    .hasSize(1);
        }
    }
}
