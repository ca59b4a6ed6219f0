package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.TableElement;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A column of a foreign key that becomes NOT NULL in a table that MySQL copies because of what somebody made by hand. */
class CopiedTablesTest {
    private static final Column V = column("v", integer()).nullable();
    private static final ForeignKey KEY = foreignKey("t_v_fkey", "v").references("p", "id");
    private static final TableElement CHECK = check("t_state", "state <> 'gone'");

    private static final Operation REQUIRED = alterColumn("t", V, column("v", integer()));
    private static final Operation FIRST =
            addColumn("t", column("note", varchar(5)).nullable());

    private static final String OF_STATE = "alter table t add constraint hand check (state <> 'gone')";
    private static final String OF_DAY = "alter table t add constraint hand check (day > '2000-01-01')";
    private static final String OF_NUMBER = "alter table t add constraint hand check (v > 0)";
    private static final String INDEX = "create fulltext index hand on t (title)";
    private static final String FOREIGN_KEY = "alter table t add constraint hand_key foreign key (v) references p (id)";

    private static List<Operation> tables(TableElement... more) {
        var parts = new ArrayList<TableElement>(List.of(
                column("id", integer()),
                V,
                column("state", enumeration("open", "gone")),
                column("day", date()),
                column("title", varchar(20)),
                primaryKey("t_pkey", "id")));
        parts.addAll(List.of(more));
        return List.of(
                createTable("p", column("id", integer()), primaryKey("p_pkey", "id")),
                createTable("t", parts.toArray(TableElement[]::new)));
    }

    static Stream<Arguments> refused() {
        var check = "the foreign key t_v_fkey of t, with the check hand";
        return TestDatabase.mySqlFamily()
                .flatMap(dialect -> Stream.of(
                        Arguments.of(dialect, tables(KEY), OF_STATE, check),
                        Arguments.of(dialect, tables(KEY), OF_DAY, check),
                        Arguments.of(
                                dialect,
                                tables(KEY),
                                INDEX,
                                "the foreign key t_v_fkey of t, with the full-text index hand"),
                        Arguments.of(
                                dialect,
                                tables(CHECK),
                                FOREIGN_KEY,
                                "the foreign key hand_key of t, with the check t_state"),
                        Arguments.of(
                                dialect,
                                tables(),
                                FOREIGN_KEY + "; " + OF_STATE,
                                "the foreign key hand_key of t, with the check hand")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void areInTheWayOnMySql(Dialect dialect, List<Operation> before, String byHand, String found) {
        var migrations = sequence(before, List.of(FIRST, REQUIRED));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(before), null);
            database.execute(byHand);
            if (dialect == Dialect.MARIADB) {
                assertThat(database.migrator().migrate(migrations, null)).hasSize(1);
                return;
            }

            var line = "'alter column t.v: null -> not null': " + found;
            assertThatThrownBy(() -> database.migrator().migrate(migrations, null))
                    .hasMessageContainingAll(
                            "Migration0002 was not started", line, "None of this migration is applied");
            assertThat(DryRun.obstacles(database, migrations)).containsExactly(line);
        }
    }

    static Stream<Arguments> accepted() {
        return TestDatabase.mySqlFamily()
                .flatMap(dialect -> Stream.of(
                        Arguments.of(dialect, tables(KEY), OF_NUMBER, List.of(REQUIRED)),
                        Arguments.of(dialect, tables(), OF_STATE, List.of(REQUIRED)),
                        Arguments.of(dialect, tables(KEY, CHECK), INDEX, List.of(REQUIRED)),
                        Arguments.of(
                                dialect,
                                tables(KEY),
                                INDEX,
                                List.of(dropForeignKey("t", KEY), REQUIRED, addForeignKey("t", KEY)))));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void areNotWhereTheServerAcceptsIt(Dialect dialect, List<Operation> before, String byHand, List<Operation> change) {
        var all = new ArrayList<>(change);
        all.add(0, FIRST);
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(before), null);
            database.execute(byHand);

            assertThat(database.migrator().migrate(sequence(before, all), null)).hasSize(1);
        }
    }
}
