package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Long keys and indexes in tables of old engines. */
class EngineKeysTest {
    private static final Column NAME = column("name", varchar(255));
    private static final Column CODE = column("code", varchar(200));
    private static final List<Operation> TABLE = List.of(createTable(
            "person",
            column("id", integer()),
            NAME,
            CODE,
            primaryKey("person_pkey", "id"),
            index("person_code_idx", "code")));
    private static final Operation SIZE =
            addColumn("person", column("size", integer()).nullable());

    static Stream<Arguments> refused() {
        return TestDatabase.mySqlFamily()
                .flatMap(dialect -> Stream.of(
                        Arguments.of(dialect, createIndex("person", index("i", "name")), "1020 bytes over name"),
                        Arguments.of(
                                dialect,
                                addUnique("person", unique("u", "code", "name")),
                                "1820 bytes over code, name"),
                        Arguments.of(
                                dialect,
                                alterColumn("person", CODE, CODE.type(varchar(251))),
                                "1004 bytes over code")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void areNotStarted(Dialect dialect, Operation refused, String line) {
        var change = sequence(TABLE, List.of(SIZE, refused));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(TABLE), null);
            database.execute("alter table person engine = MyISAM");

            assertThat(DryRun.obstacles(database, change))
                    .containsExactly("'" + refused.describe() + "': " + line + " in a table of MyISAM, more than 1000");
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContainingAll("Migration0002 was not started", line, "engine = InnoDB");

            database.execute("alter table person engine = InnoDB");
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void shortOnesAreAdded(Dialect dialect) {
        var change = sequence(
                TABLE,
                List.of(
                        SIZE,
                        alterColumn("person", CODE, CODE.type(varchar(240))),
                        alterColumn("person", NAME, NAME.type(varchar(300))),
                        createIndex("person", index("i", "code", "size"))));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(TABLE), null);
            database.execute("alter table person engine = MyISAM");

            assertThat(database.migrator().migrate(change, null)).hasSize(1);
            assertThat(database.differences(change.replay())).isEmpty();
        }
    }
}
