package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A {@code timestamp} of MariaDB or MySQL that becomes NOT NULL: the server would set rows with NULL to the current time. */
class TimestampNotNullTest {
    private static final Column TO = column("made", nativeType("timestamp(6)"));

    private static List<Operation> table(Column from) {
        return List.of(createTable("t", column("id", integer()), from, primaryKey("t_pkey", "id")));
    }

    static Stream<Arguments> changes() {
        return TestDatabase.mySqlFamily()
                .flatMap(dialect -> Stream.of(
                        Arguments.of(dialect, TO.nullable()),
                        Arguments.of(dialect, column("made", timestamp()).nullable())));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void noValueIsInvented(Dialect dialect, Column from) {
        var before = table(from);
        var migrations = sequence(before, List.of(alterColumn("t", from, TO)));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1, null), (2, '2026-01-02 03:04:05')");

            assertThatThrownBy(() -> database.migrator().migrate(migrations, null))
                    .hasMessageContaining("was not started, because rows are in the way")
                    .hasMessageContaining("Rows of t with NULL in made: 1");
            assertThat(database.query("select id from t where made is null")).containsExactly(List.of("1"));

            database.execute("delete from t where id = 1");
            assertThat(database.migrator().migrate(migrations, null)).hasSize(1);
            assertThat(database.query("select cast(made as char(19)) from t"))
                    .containsExactly(List.of("2026-01-02 03:04:05"));
            MigratorTest.assertSchema(database, migrations.replay());
            assertThat(database.migrator().rollback(migrations, null)).hasSize(1);
            MigratorTest.assertSchema(database, sequence(before).replay());
        }
    }

    /** Rows that are added after the check of the rows. */
    @ParameterizedTest
    @MethodSource("changes")
    void notEvenForRowsThatAreAddedMeanwhile(Dialect dialect, Column from) {
        var before = table(from);
        var change = alterColumn("t", from, TO);
        var migrations = sequence(before, List.of(change));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(before), null);
            var listener = new MigrationListener() {
                private boolean isFirst = true;

                @Override
                public void statement(MigrationId id, String sql) {
                    if (isFirst) {
                        database.execute("insert into t values (1, null)");
                    }
                    isFirst = false;
                }
            };

            assertThatThrownBy(() -> database.migrator(listener).migrate(migrations, null))
                    .hasMessageContaining("failed at '" + change.describe());
            assertThat(database.query("select id from t where made is not null"))
                    .isEmpty();
            MigratorTest.assertSchema(database, sequence(before).replay());
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aValueForTheRowsIsUsed(Dialect dialect, Column from) {
        var before = table(from);
        var change = alterColumn("t", from, TO).backfillSql("'2026-01-01 00:00:00'");
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1, null)");

            database.migrator().migrate(sequence(before, List.of(change)), null);

            assertThat(database.query("select cast(made as char(19)) from t"))
                    .containsExactly(List.of("2026-01-01 00:00:00"));
        }
    }
}
