package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.character;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnType;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts in a collation for which case does not count, which become constants of an enumeration, for which it does. */
class AnyCaseEnumerationsTest {
    static Stream<Arguments> types() {
        return TestDatabase.dialects()
                .filter(dialect -> dialect != Dialect.H2)
                .flatMap(dialect ->
                        Stream.of(varchar(20), text(), character(5)).map(type -> Arguments.of(dialect, type)));
    }

    @ParameterizedTest
    @MethodSource("types")
    void aTextInAnotherCaseDoesNotFit(Dialect dialect, ColumnType type) {
        try (var database = TestDatabase.fresh(dialect)) {
            var state = column("state", type)
                    .collation("postgresql", "any_case")
                    .collation("sqlite", "nocase")
                    .collation("mariadb", "utf8mb4_general_ci")
                    .collation("mysql", "utf8mb4_0900_ai_ci");
            var before = List.<Operation>of(
                    runSql(
                                    "create collation any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)")
                            .on("postgresql"),
                    createTable("t", column("id", integer()), state, primaryKey("t_pkey", "id")));
            var alter = alterColumn("t", state, column("state", enumeration("open", "shut")));
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1, 'OPEN'), (2, 'open'), (3, 'other')");

            assertThatThrownBy(() -> database.migrator().migrate(sequence(before, List.of(alter)), null))
                    .hasMessageContaining("Rows of t whose state is not a valid enumeration[open, shut]")
                    .hasMessageContaining("fit into it: 2");

            database.migrator().migrate(sequence(before, List.of(alter.backfill("shut"))), null);

            assertThat(database.query("select state from t order by id"))
                    .containsExactly(List.of("shut"), List.of("open"), List.of("shut"));
        }
    }
}
