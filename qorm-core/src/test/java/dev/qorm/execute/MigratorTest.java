package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.execute.Migrator.Check;
import dev.qorm.migration.MigrationException;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.testing.AnsweredQuestions;
import dev.qorm.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Database and history tell the same story, whatever happens. */
class MigratorTest {
    static final Operation AUTHOR = createTable(
            "author",
            column("id", bigint()).autoIncrement(),
            column("name", varchar(20)),
            primaryKey("author_pkey", "id"));

    static final Operation EMAIL =
            addColumn("author", column("email", varchar(20)).nullable());

    static final Operation UNIQUE_NAME = addUnique("author", unique("author_name_key", "name"));

    @SafeVarargs
    @SuppressWarnings("varargs")
    static MigrationSequence sequence(List<Operation>... migrations) {
        var numbered = new ArrayList<NumberedMigration>();
        for (var operations : migrations) {
            numbered.add(new NumberedMigration(new MigrationId(numbered.size() + 1), operations));
        }
        return MigrationSequence.of(numbered);
    }

    static Migrator migrator(TestDatabase database, MigrationListener listener) {
        return new Migrator(
                database.database(), database.dialect(), Duration.ofMillis(600), listener, Clock.systemUTC());
    }

    static Migrator migrator(TestDatabase database) {
        return migrator(database, new AnsweredQuestions());
    }

    static void assertSchema(TestDatabase database, Schema expected) {
        assertThat(database.differences(expected)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void withoutMigrationsNothingIsWritten(Dialect dialect) throws SQLException {
        try (var database = TestDatabase.fresh(dialect);
                var connection = database.database().connect()) {
            assertThat(migrator(database).migrate(sequence(), null)).isEmpty();

            var tables = connection.getMetaData().getTables(null, null, "%qorm%", null);
            assertThat(tables.next()).isFalse();
            assertThat(connection
                            .getMetaData()
                            .getTables(null, null, "%QORM%", null)
                            .next())
                    .isFalse();
        }
    }

    /** And what else the migrations do goes by the zone of the session. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aMomentOfMySqlBecomesTheSameInstantInWhateverZone(Dialect dialect) {
        var moment = column("at", nativeType("timestamp")).nullable();
        var instant = column("at", timestampWithTimeZone(0)).nullable();
        var sequence = sequence(
                List.of(createTable("visit", moment, column("zone", varchar(10)).nullable())),
                List.of(alterColumn("visit", moment, instant)),
                List.of(runSql("update visit set zone = @@time_zone")));
        try (var database = TestDatabase.fresh(dialect, "sessionVariables=time_zone='-05:00'")) {
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("set time_zone = '-05:00'");
            database.execute("insert into visit (at) values ('2019-12-31 19:00:00')");

            migrator(database).migrate(sequence, null);

            assertThat(database.query("select cast(at as char), zone from visit"))
                    .containsExactly(List.of("2020-01-01 00:00:00", "-05:00"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void appliesUpToATargetAndRollsBackDownToOne(Dialect dialect) {
        var sequence = sequence(List.of(AUTHOR), List.of(EMAIL), List.of(UNIQUE_NAME));
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = migrator(database);

            assertThat(migrator.migrate(sequence, new MigrationId(2)))
                    .containsExactly(new MigrationId(1), new MigrationId(2));
            assertThat(migrator.migrate(sequence, null)).containsExactly(new MigrationId(3));
            assertThat(migrator.migrate(sequence, null)).isEmpty();
            assertThat(migrator.history()).extracting(HistoryEntry::state).containsOnly(HistoryEntry.State.APPLIED);

            assertThat(migrator.rollback(sequence, null)).containsExactly(new MigrationId(3));
            assertThat(migrator.rollback(sequence, new MigrationId(1)))
                    .containsExactly(new MigrationId(2), new MigrationId(1));
            assertThat(migrator.rollback(sequence, null)).isEmpty();
            assertSchema(database, Schema.empty());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void anEditedOrMissingMigrationIsAnErrorThatSaysWhatToDo(Dialect dialect) {
        var sequence = sequence(List.of(AUTHOR), List.of(EMAIL));
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = migrator(database);
            migrator.migrate(sequence, null);

            var edited = sequence(
                    List.of(AUTHOR),
                    List.of(addColumn("author", column("email", varchar(30)).nullable())));
            var renumbered =
                    sequence(List.of(AUTHOR), edited.migrations().get(1).operations(), List.of(EMAIL));
            assertThatThrownBy(() -> migrator.migrate(renumbered, null))
                    .hasMessageContaining("the migration that this database has as Migration0002 is Migration0003 now");
            assertThatThrownBy(() -> migrator.migrate(edited, null))
                    .hasMessageContaining("Migration0002 was edited after it was applied")
                    .hasMessageContaining(
                            "Or the applied Migration0002 is a different migration, from another branch or from before"
                                    + " it was rewritten: roll it back with the sources that contain it")
                    .hasMessageContaining("restore its source from version control")
                    .hasMessageNotContaining("qorm.historyTable");
            assertThatThrownBy(() -> migrator.rollback(sequence(List.of(AUTHOR)), null))
                    .hasMessageContaining("Migration0002 is applied to this database but missing from the project");
            assertThatThrownBy(() -> migrator.migrate(sequence, new MigrationId(7)))
                    .hasMessageContaining("there is no Migration0007; the project has Migration0001 to Migration0002");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "H2")
    void aHistoryOfWhichNothingIsTheProjectsMayBeAnotherApplications(Dialect dialect) {
        var other = sequence(List.of(AUTHOR), List.of(EMAIL));
        var table = createTable("ship", column("id", bigint()), primaryKey("ship_pkey", "id"));
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = migrator(database);
            migrator.migrate(other, null);

            for (var mine : List.of(sequence(List.of(table)), sequence())) {
                assertThatThrownBy(() -> migrator.migrate(mine, null))
                        .hasMessageContaining("Migration0001")
                        .hasMessageContaining("then give this application its own history,"
                                + " such as -Dqorm.historyTable=app_history");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatCannotBeUndoneIsRefusedBeforeTheFirstStatement(Dialect dialect) {
        var sequence = sequence(List.of(AUTHOR), List.of(runSql("delete from author")), List.of(EMAIL));
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = migrator(database);
            migrator.migrate(sequence, null);

            assertThatThrownBy(() -> migrator.rollback(sequence, new MigrationId(1)))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("Migration0002 cannot be rolled back");
            assertSchema(database, sequence.replay());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aFakedMigrationIsRecordedAndNotRun(Dialect dialect) {
        var sequence = sequence(List.of(AUTHOR));
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = migrator(database);

            var asked = new ArrayList<Schema>();
            Check check = (connection, expected) -> asked.add(expected);

            migrator.fake(sequence, null, Direction.APPLY, check);
            assertThat(database.introspect()).isEqualTo(Schema.empty());
            assertThat(migrator.migrate(sequence, null)).isEmpty();
            migrator.fake(sequence, null, Direction.ROLL_BACK, check);
            assertThat(migrator.history()).isEmpty();
            assertThat(asked).containsExactly(sequence.replay(), Schema.empty());

            var refusal = ExecutionException.contradiction("no");
            assertThatThrownBy(() -> migrator.fake(sequence, null, Direction.APPLY, (connection, expected) -> {
                        throw refusal;
                    }))
                    .isSameAs(refusal);
            assertThat(migrator.history()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"state, FOO, one of [APPLIED", "finished_at, yesterday, a time such as 2"})
    void aHistoryThatSomebodyWroteInNamesThePlace(String column, String value, String expected) {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            migrator(database).migrate(sequence(List.of(AUTHOR)), null);
            database.execute("update qorm_history set " + column + " = '" + value + "'");

            assertThatThrownBy(() -> migrator(database).history())
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContainingAll(
                            "qorm_history",
                            "'" + value + "' as " + column + " of Migration0001, which qorm did not write",
                            "Put " + expected);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void oneRunnerAtATime(Dialect dialect) {
        var sequence = sequence(List.of(AUTHOR));
        try (var database = TestDatabase.fresh(dialect)) {
            var waiting = new ArrayList<String>();
            MigrationListener impatient = new MigrationListener() {
                @Override
                public void waitingForLock(String holder) {
                    waiting.add(holder);
                }
            };
            MigrationListener whileRunning = new MigrationListener() {
                @Override
                public void starting(MigrationId id, Direction direction) {
                    assertThatThrownBy(() -> migrator(database, impatient).migrate(sequence, null))
                            .hasMessageContaining("the lock of this database has been held for 0 s by ");
                }
            };

            migrator(database, whileRunning).migrate(sequence, null);

            assertThat(waiting).hasSize(1);
            assertThat(migrator(database).migrate(sequence, null)).isEmpty();
        }
    }
}
