package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropCheck;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks and computed columns that H2 creates again, over a column whose type then has no such values. */
class RetypedReadersTest {
    private static final Column CODE = column("code", varchar(20)).nullable();
    private static final Operation OTHER =
            addColumn("task", column("size", integer()).nullable());

    @BeforeEach
    void onH2() {
        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.H2::equals));
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                Arguments.of(varchar(20), integer(), "code <> ''", "Data conversion error"),
                Arguments.of(varchar(20), date(), "code <> 'never'", "Cannot parse \"DATE\" constant \"never\""),
                Arguments.of(varchar(20), uuid(), "code <> ''", "Data conversion error"),
                Arguments.of(varchar(20), bool(), "code <> 'maybe'", "Values of types"),
                Arguments.of(varchar(20), enumeration("a", "b"), "code <> ''", "Value not permitted"),
                Arguments.of(enumeration("a", "b", "c"), enumeration("a", "b"), "code <> 'c'", "Value not permitted"),
                Arguments.of(integer(), bool(), "code > 1", "Values of types"));
    }

    private static List<Operation> table(ColumnType type, Column... computed) {
        var id = column("id", integer());
        var key = primaryKey("task_pkey", "id");
        return List.of(
                computed.length == 0
                        ? createTable("task", id, CODE.type(type), key)
                        : createTable("task", id, CODE.type(type), computed[0], key));
    }

    /** Before the first of several statements, as everything else that would stop a migration halfway. */
    private static void assertNotStarted(List<Operation> before, List<Operation> change, String what, String reason) {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            database.migrator().migrate(sequence(before), null);
            assertThatThrownBy(
                            () -> database.migrator(MigrationListener.SILENT).migrate(sequence(before, change), null))
                    .hasMessageContaining(
                            "Migration0002 was not started: H2 does not accept these types or expressions:")
                    .hasMessageContaining("': " + what + ": " + reason)
                    .hasMessageContaining("Correct them in the models")
                    .hasMessageContaining("None of this migration is applied");
            assertThat(DryRun.obstacles(database, sequence(before, change)))
                    .anyMatch(each -> each.contains("': " + what + ": " + reason));
            assertThat(database.differences(sequence(before).replay())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void doNotStopAMigrationHalfway(ColumnType from, ColumnType to, String expression, String reason) {
        var check = check("task_check", expression);
        var retyped = alterColumn("task", CODE.type(from), CODE.type(to));

        assertNotStarted(
                List.of(table(from).get(0), addCheck("task", check)), List.of(OTHER, retyped), expression, reason);
        assertNotStarted(table(to), List.of(OTHER, addCheck("task", check)), expression, reason);
        var computed = column("is_set", bool()).nullable().generatedAs(expression);
        assertNotStarted(table(from, computed), List.of(OTHER, retyped), expression, reason);
        assertNotStarted(table(to), List.of(OTHER, addColumn("task", computed)), expression, reason);
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void areReplacedInTheMigration(ColumnType from, ColumnType to, String expression) {
        var check = check("task_check", expression);
        var before = List.of(table(from).get(0), addCheck("task", check));
        var all = sequence(
                before,
                List.of(
                        OTHER,
                        dropCheck("task", check),
                        alterColumn("task", CODE.type(from), CODE.type(to)),
                        addCheck("task", check("task_check", "code is not null"))));
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            database.migrator().migrate(all, null);
            assertThat(database.differences(all.replay())).isEmpty();
            database.migrator().rollback(all, new MigrationId(2));
            assertThat(database.differences(sequence(before).replay())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void mayReadTheNewType(Dialect dialect) {
        var computed = column("size_of", integer()).nullable().generatedAs("char_length(code)");
        var before = List.of(
                table(varchar(20), computed).get(0), addCheck("task", check("task_check", "char_length(code) > 1")));
        var all = sequence(before, List.of(OTHER, alterColumn("task", CODE, CODE.type(integer()))));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(all, new MigrationId(1));
            database.execute("insert into task (id, code) values (1, '42')");
            database.migrator().migrate(all, null);
            assertThat(database.differences(all.replay())).isEmpty();
            assertThat(database.query("select code, size_of from task")).containsExactly(List.of("42", "2"));
        }
    }
}
