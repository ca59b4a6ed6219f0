package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Days such as 0000-00-00, which old databases of MariaDB and MySQL have in rows and defaults. */
class ZeroDatesTest {
    private static final Operation TABLE = createTable(
            "t",
            column("id", integer()),
            column("day", date()).nullable(),
            column("size", integer()).nullable(),
            primaryKey("t_pkey", "id"));

    private static TestDatabase table(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        database.migrator().migrate(sequence(List.of(TABLE)), null);
        return database;
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void stayInRows(Dialect dialect) {
        var change = List.<Operation>of(
                addColumn("t", column("note", varchar(5)).nullable()),
                alterColumn(
                        "t",
                        column("size", integer()).nullable(),
                        column("size", bigint()).nullable()),
                alterColumn("t", column("day", date()).nullable(), column("day", date())),
                alterColumn("t", column("day", date()), column("day", timestamp(0))),
                dropPrimaryKey("t", primaryKey("t_pkey", "id")));
        try (var database = table(dialect)) {
            database.execute("set sql_mode = ''");
            database.execute("insert into t values (1, '0000-00-00', 1), (2, '2026-00-00', 2)");
            var migrations = sequence(List.of(TABLE), change);

            assertThat(database.migrator().migrate(migrations, null)).hasSize(1);
            assertThat(database.query("select concat(day, '') from t order by id"))
                    .containsExactly(List.of("0000-00-00 00:00:00"), List.of("2026-00-00 00:00:00"));

            assertThat(database.migrator().rollback(migrations, null)).hasSize(1);
            assertThat(database.query("select concat(day, '') from t order by id"))
                    .containsExactly(List.of("0000-00-00"), List.of("2026-00-00"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void stayInDefaults(Dialect dialect) {
        var added = addColumn("t", column("note", varchar(5)).nullable());
        try (var database = table(dialect)) {
            database.execute("set sql_mode = ''");
            database.execute("alter table t add column since date not null default '0000-00-00'");

            assertThat(database.migrator().migrate(sequence(List.of(TABLE), List.of(added)), null))
                    .hasSize(1);
            assertThat(database.query("select column_default from information_schema.columns"
                                    + " where table_schema = database() and column_name = 'since'")
                            .toString())
                    .contains("0000-00-00");
        }
    }

    /** No value is invented for what is no day. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areNotMadeOfOtherValues(Dialect dialect) {
        try (var database = table(dialect)) {
            database.execute("insert into t (id) values (1)");
            for (var value : List.of("''", "'2026-02-30'", "'today'")) {
                var update = runSql("update t set day = " + value).reversedBy("");
                assertThatThrownBy(() -> database.migrator().migrate(sequence(List.of(TABLE), List.of(update)), null))
                        .hasMessageContaining("Incorrect date value");
            }
            var required = alterColumn("t", column("day", date()).nullable(), column("day", date()));
            assertThatThrownBy(() -> database.migrator().migrate(sequence(List.of(TABLE), List.of(required)), null))
                    .hasMessageContaining("null");
        }
    }
}
