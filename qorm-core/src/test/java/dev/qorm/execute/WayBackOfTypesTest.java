package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.time;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Schema;
import dev.qorm.testing.TestDatabase;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A column whose rows do not let it go back to its type is told, after the migration was applied, which values they get then. */
class WayBackOfTypesTest {
    private static final Column NOTE = column("note", varchar(20)).nullable();

    /** A migration that changes the type of a column, and something after it, which a rollback would take back first. */
    private static MigrationSequence change(AlterColumn change) {
        return MigrationSequence.of(List.of(
                new NumberedMigration(
                        new MigrationId(1),
                        List.of(createTable(
                                "visit", column("id", bigint()), change.from(), primaryKey("visit_pk", "id")))),
                new NumberedMigration(new MigrationId(2), List.of(change, addColumn("visit", NOTE)))));
    }

    private static AlterColumn change(ColumnType from, ColumnType to) {
        var at = column("at", from);
        return alterColumn("visit", at, at.type(to));
    }

    /** @param moments what the rows have before */
    private static TestDatabase changed(Dialect dialect, AlterColumn change, String... moments) {
        var database = TestDatabase.fresh(dialect);
        database.migrator().migrate(change(change), new MigrationId(1));
        for (var i = 0; i < moments.length; i++) {
            database.execute("insert into visit (id, at) values (" + (i + 1) + ", " + moments[i] + ")");
        }
        database.migrator().migrate(change(change), null);
        return database;
    }

    /** No day belongs to a time. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void theDayOfATime(Dialect dialect) {
        var change = change(timestamp(0), time(0));
        try (var database = changed(dialect, change, "'2026-01-31 12:30:01'", "'2026-02-28 23:59:59'")) {
            assertThatThrownBy(() -> database.migrator().rollback(change(change), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("Or add to 'alter column visit.at: timestamp(0) -> time(0)'")
                    .hasMessageContaining(
                            dialect.hasTransactionalDdl()
                                    ? "rolling back Migration0002 failed at 'alter column"
                                    : "rolling back Migration0002 was not started, because rows are in the way:\n"
                                            + "  'alter column visit.at: time(0) -> timestamp(0)' would be refused. Rows of visit"
                                            + " whose at is not a valid timestamp(0) or does not fit into it: 2");
            assertThat(database.differences(change(change).replay())).isEmpty();

            database.migrator().rollback(change(change.reversedBySql("'1970-01-01 ' || at")), null);
            assertThat(database.query("select id, at from visit order by id"))
                    .containsExactly(List.of("1", "1970-01-01 12:30:01"), List.of("2", "1970-01-01 23:59:59"));
            assertThat(database.differences(before(change))).isEmpty();
        }
    }

    private static Schema before(AlterColumn change) {
        return change(change).migrations().get(0).applyTo(Schema.empty());
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void oneMomentForAllTimes(Dialect dialect) {
        var change = change(timestamp(0), time(0)).reversedBy(LocalDateTime.of(1970, 1, 1, 6, 0));
        try (var database = changed(dialect, change, "'2026-01-31 12:30:01'", "'2026-02-28 23:59:59'")) {
            database.migrator().rollback(change(change), null);
            assertThat(database.query("select id, at from visit order by id"))
                    .containsExactly(List.of("1", "1970-01-01 06:00:00"), List.of("2", "1970-01-01 06:00:00"));
            assertThat(database.differences(before(change))).isEmpty();
        }
    }

    /** A column that may be empty stays so where it is. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void theDayOfAnInstant(Dialect dialect) {
        var at = column("at", timestampWithTimeZone(0)).nullable();
        var change = alterColumn("visit", at, at.type(time(0)));
        var moment = dialect.isMySqlFamily() ? "'2026-01-31 12:30:01'" : "'2026-01-31 12:30:01+00:00'";
        try (var database = changed(dialect, change, moment, "null")) {
            database.migrator().rollback(change(change.reversedBySql("'1970-01-01 ' || at || '+00:00'")), null);
            assertThat(database.query("select id from visit where at is null")).containsExactly(List.of("2"));
            assertThat(database.query("select at from visit where id = 1")
                            .get(0)
                            .get(0))
                    .startsWith("1970-01-01 12:30:01");
            assertThat(database.differences(before(change))).isEmpty();
        }
    }

    /** A number became a text, and a text came that spells none. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aTextThatSpellsNoNumber(Dialect dialect) {
        var change = change(bigint(), varchar(20));
        try (var database = changed(dialect, change, "1", "5000000000")) {
            database.execute("insert into visit (id, at) values (3, 'late')");
            assertThatThrownBy(() -> database.migrator().rollback(change(change), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("Or add to 'alter column visit.at: bigint -> varchar(20)'");

            database.migrator()
                    .rollback(change(change.reversedBySql("case when at = 'late' then '-1' else at end")), null);
            assertThat(database.query("select id, at from visit order by id"))
                    .containsExactly(List.of("1", "1"), List.of("2", "5000000000"), List.of("3", "-1"));
            assertThat(database.differences(before(change))).isEmpty();
        }
    }

    /** A key of numbers became one of identifiers while the table was empty. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void anIdentifierThatIsNoNumber(Dialect dialect) {
        var change = change(bigint(), uuid());
        try (var database = changed(dialect, change)) {
            database.execute("insert into visit (id, at) values (7, '123e4567-e89b-12d3-a456-426614174000')");
            assertThatThrownBy(() -> database.migrator().rollback(change(change), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("Or add to 'alter column visit.at: bigint -> uuid'");
            assertThat(database.differences(change(change).replay())).isEmpty();

            database.migrator().rollback(change(change.reversedBySql("id")), null);
            assertThat(database.query("select id, at from visit")).containsExactly(List.of("7", "7"));
            assertThat(database.differences(before(change))).isEmpty();
        }
    }
}
