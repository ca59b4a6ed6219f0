package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.commentTable;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
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
import dev.qorm.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Database and history tell the same story, whatever happens. */
class MigratorTest {
    private static final Operation AUTHOR = createTable(
            "author",
            column("id", bigint()).autoIncrement(),
            column("name", varchar(20)),
            primaryKey("author_pkey", "id"));
    private static final Operation EMAIL =
            addColumn("author", column("email", varchar(20)).nullable());
    private static final Operation UNIQUE_NAME = addUnique("author", unique("author_name_key", "name"));

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
        return migrator(database, MigrationListener.SILENT);
    }

    private static void assertSchema(TestDatabase database, Schema expected) {
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
    void aRefusedStatementIsNamedAndTheNextRunGoesOn(Dialect dialect) {
        var anything =
                runSql("update author set email = name").reversedBy("delete from author"); // so nobody looks ahead
        var sequence = sequence(List.of(AUTHOR), List.of(EMAIL, anything, UNIQUE_NAME));
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = migrator(database);
            migrator.migrate(sequence, new MigrationId(1));
            database.execute("insert into author (name) values ('Ada')");
            database.execute("insert into author (name) values ('Ada')");

            assertThatThrownBy(() -> migrator.migrate(sequence, null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContainingAll(
                            "Migration0002 failed at 'add unique constraint author_name_key on author(name)'",
                            "statement: ",
                            "database:  ",
                            "run mvn qorm:migrate again");
            var isWhole = dialect.hasTransactionalDdl();
            assertThat(migrator.history()).hasSize(isWhole ? 1 : 2);
            assertSchema(
                    database,
                    isWhole
                            ? sequence.states().get(1)
                            : EMAIL.applyTo(sequence.states().get(1)));

            database.execute("update author set name = 'Grace' where id = 2");
            assertThat(migrator.migrate(sequence, null)).containsExactly(new MigrationId(2));
            assertSchema(database, sequence.replay());
            assertThat(database.query("select name from author order by id"))
                    .containsExactly(List.of("Ada"), List.of("Grace"));
        }
    }

    /** Where a migration is not one transaction. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | Nothing of this migration is applied; the ones before it are. | Nothing of this migration is rolled back.",
                "1 | The statement of this migration before it is applied | The statement before it is done and recorded.",
                "2 | The 2 statements of this migration before it are applied | The 2 statements before it are done"
            })
    void aFailureSaysHowMuchIsDone(int before, String applied, String rolledBack) {
        var fine = runSql("delete from author").reversedBy("delete from author");
        var up = new ArrayList<Operation>(Collections.nCopies(before, fine));
        up.add(runSql("delete from nowhere").reversedBy("delete from author"));
        var down = new ArrayList<Operation>(Collections.nCopies(before, fine));
        down.add(0, runSql("delete from author").reversedBy("delete from nowhere"));
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            var migrator = migrator(database);

            assertThatThrownBy(() -> migrator.migrate(sequence(List.of(AUTHOR), up), null))
                    .hasMessageContaining("  " + applied);
            migrator.rollback(sequence(List.of(AUTHOR), up), null);

            migrator.migrate(sequence(List.of(AUTHOR), down), null);
            assertThatThrownBy(() -> migrator.rollback(sequence(List.of(AUTHOR), down), null))
                    .hasMessageContaining("  " + rolledBack);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatChangedRowsBeforeAFailureDoesSoOnce(Dialect dialect) {
        var sequence = sequence(
                List.of(AUTHOR),
                List.of(
                        runSql("insert into author (name) values ('Ada')").reversedBy("delete from author"),
                        runSql("insert into author (name) values ('Grace')")
                                .reversedBy("insert into author (name) values ('Alan')"),
                        UNIQUE_NAME));
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = migrator(database);
            migrator.migrate(sequence, new MigrationId(1));
            database.execute("insert into author (name) values ('Ada')");
            for (var i = 0; i < 2; i++) {
                assertThatThrownBy(() -> migrator.migrate(sequence, null)).hasMessageContaining("Migration0002 failed");
            }
            database.execute("delete from author where id = 1");

            migrator.migrate(sequence, null);
            assertThat(database.query("select name from author order by name"))
                    .containsExactly(List.of("Ada"), List.of("Grace"));
            migrator.rollback(sequence, new MigrationId(2));
            assertThat(database.query("select name from author")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aMigrationThatFailedHalfWayCanBeRolledBack(Dialect dialect) {
        var sequence = sequence(
                List.of(AUTHOR),
                List.of(EMAIL, runSql("insert into nowhere values (1)").reversedBy("delete from author where 1 = 0")));
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = migrator(database);
            assertThatThrownBy(() -> migrator.migrate(sequence, null)).hasMessageContaining("Migration0002 failed");

            assertThat(migrator.rollback(sequence, null))
                    .containsExactly(new MigrationId(dialect.hasTransactionalDdl() ? 1 : 2));
            assertSchema(database, sequence.states().get(dialect.hasTransactionalDdl() ? 0 : 1));
        }
    }

    /** What never ran needs no way back. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aMigrationThatFailedInAStatementWithoutAWayBackCanBeRolledBack(Dialect dialect) {
        var sequence = sequence(List.of(AUTHOR), List.of(EMAIL, runSql("insert into nowhere values (1)")));
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = migrator(database);
            assertThatThrownBy(() -> migrator.migrate(sequence, null)).hasMessageContaining("Migration0002 failed");

            migrator.rollback(sequence, new MigrationId(dialect.hasTransactionalDdl() ? 1 : 2));

            assertSchema(database, sequence.states().get(dialect.hasTransactionalDdl() ? 0 : 1));
        }
    }

    /** Whoever cannot roll back goes on with what there is. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aRollbackThatIsRefusedAtOnceLeavesTheMigrationApplied(Dialect dialect) {
        var sequence = sequence(
                List.of(AUTHOR),
                List.of(EMAIL, runSql("update author set email = '-'").reversedBy("insert into nowhere values (1)")));
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = migrator(database);
            migrator.migrate(sequence, null);

            assertThatThrownBy(() -> migrator.rollback(sequence, null))
                    .hasMessageContaining("Nothing of this migration");

            assertThat(migrator.history()).extracting(HistoryEntry::state).containsOnly(HistoryEntry.State.APPLIED);
            assertThat(migrator.migrate(sequence, null)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "H2")
    void aRunThatWasKilledAfterAStatementGoesOnBehindIt(Dialect dialect) {
        var sequence = sequence(List.of(AUTHOR, EMAIL, UNIQUE_NAME));
        try (var database = TestDatabase.fresh(dialect)) {
            var killed = new Killed();
            // The statement runs, and the runner dies before it can say so: its INTENT is there already, and stays the
            // last.
            MigrationListener killer = new MigrationListener() {
                @Override
                public void statement(MigrationId id, String sql) {
                    if (sql.contains("email")) {
                        assertThat(database.query("select step, statement_hash from qorm_step where state = 'INTENT'"
                                        + " order by step desc"))
                                .startsWith(List.of("1", StepJournal.hash(sql)));
                        database.execute(sql);
                        throw killed;
                    }
                }
            };
            assertThatThrownBy(() -> migrator(database, killer).migrate(sequence, null))
                    .isSameAs(killed);
            assertThat(migrator(database).history())
                    .extracting(HistoryEntry::state)
                    .containsExactly(HistoryEntry.State.APPLYING);

            migrator(database).migrate(sequence, null);
            assertSchema(database, sequence.replay());
            assertThat(database.query("select * from qorm_step")).isEmpty();
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
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
                    .hasMessageContaining("this database has as Migration0002 what is Migration0003 now");
            assertThatThrownBy(() -> migrator.migrate(edited, null))
                    .hasMessageContaining("Migration0002 was edited after it was applied")
                    .hasMessageContaining("Or another branch's Migration0002 is applied here: roll that one back")
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
                        .hasMessageContaining("then give this one a history of its own,"
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
    void aDryRunTellsTheStatementsAndChangesNothing(Dialect dialect) {
        var sequence = sequence(List.of(AUTHOR));
        try (var database = TestDatabase.fresh(dialect)) {
            var statements = new ArrayList<String>();
            var migrator = migrator(database, new MigrationListener() {
                @Override
                public void statement(MigrationId id, String sql) {
                    statements.add(sql);
                }
            });

            assertThat(migrator.dryRun(sequence, null, Direction.APPLY)).containsExactly(new MigrationId(1));
            assertThat(statements).singleElement().asString().startsWith("create table");
            assertThat(database.introspect()).isEqualTo(Schema.empty());
            assertThat(migrator.history()).isEmpty();
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

    /** The dry run tells what would run, and both tell what is lost: of what was begun, and no more. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void saysWhatIsLostOfAMigrationThatStoppedHalfWay(Dialect dialect) {
        var sequence = sequence(
                List.of(AUTHOR),
                List.of(
                        EMAIL,
                        runSql("insert into nowhere values (1)").reversedBy("delete from author"),
                        addColumn("author", column("city", varchar(20)).nullable())));
        try (var database = TestDatabase.fresh(dialect)) {
            var said = new ArrayList<String>();
            var migrator = migrator(database, new MigrationListener() {
                @Override
                public void losing(MigrationId id, Direction direction, List<String> losses) {
                    said.addAll(losses);
                }

                @Override
                public void statement(MigrationId id, String sql) {
                    said.add(sql.replaceAll("[\"`]", "").toLowerCase(Locale.ROOT));
                }
            });
            assertThatThrownBy(() -> migrator.migrate(sequence, null)).hasMessageContaining("Migration0002 failed");

            said.clear();
            migrator.dryRun(sequence, new MigrationId(2), Direction.ROLL_BACK);
            assertThat(said)
                    .startsWith("drop column author.email")
                    .anyMatch(text -> text.startsWith("alter table author drop"))
                    .noneMatch(text -> text.contains("city") || text.contains("delete"));
            var dry = List.copyOf(said);
            said.clear();
            migrator.rollback(sequence, new MigrationId(2));
            assertThat(said).isEqualTo(dry);
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

    /** What was taken over may have more than a schema says. */
    @Test
    void saysBeforeWhatPostgresqlTakesAwayThatNoMigrationKnows() {
        var name = column("name", varchar(20));
        var sequence = sequence(
                List.of(createTable(
                        "author",
                        column("id", bigint()),
                        name,
                        column("tags", varchar(20)).nullable(),
                        index("author_ix", "tags", "id"))),
                List.of(
                        renameTable("author", "writer"),
                        renameColumn("writer", "name", "title"),
                        alterColumn(
                                "writer",
                                name.named("title"),
                                name.named("title").type(varchar(30))),
                        dropIndex("writer", index("author_ix", "tags", "id")),
                        dropColumn("writer", column("tags", varchar(20)).nullable())),
                List.of(commentTable("writer", null, "who writes")));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            var said = new ArrayList<String>();
            var migrator = migrator(database, new MigrationListener() {
                @Override
                public void losingUnknown(MigrationId id, Direction direction, List<String> losses) {
                    said.add(direction + " " + id + " " + losses);
                }
            });
            migrator.migrate(sequence, new MigrationId(1));
            database.execute("create domain full_name as varchar(20) check (value <> '')");
            database.execute("alter table author alter name type full_name collate \"C\"");
            database.execute("create index author_hash on author using hash (tags)");
            database.execute("create index author_lower on author (lower(tags))");
            database.execute("alter table author add constraint author_ck check (tags <> name)");

            migrator.dryRun(sequence, null, Direction.APPLY);
            var losses = "APPLY Migration0002 [the collation C of author.name, the constraint author_ck of author, the"
                    + " domain full_name of author.name with its checks, the index author_hash of author, the index"
                    + " author_lower of author]";
            assertThat(said).containsExactly(losses);
            migrator.migrate(sequence, null);
            assertThat(said).containsExactly(losses, losses);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void saysBeforeWhatIsLost(Dialect dialect) {
        var sequence = sequence(List.of(AUTHOR), List.of(EMAIL), List.of(EMAIL.reverse()));
        try (var database = TestDatabase.fresh(dialect)) {
            var said = new ArrayList<String>();
            var migrator = migrator(database, new MigrationListener() {
                @Override
                public void losing(MigrationId id, Direction direction, List<String> losses) {
                    said.add(direction + " " + id + " " + losses);
                }

                @Override
                public void starting(MigrationId id, Direction direction) {
                    said.add(direction + " " + id);
                }
            });
            migrator.migrate(sequence, null);
            assertThat(said)
                    .containsExactly(
                            "APPLY Migration0001",
                            "APPLY Migration0002",
                            "APPLY Migration0003 [drop column author.email]",
                            "APPLY Migration0003");
            said.clear();
            migrator.dryRun(sequence, new MigrationId(2), Direction.ROLL_BACK);
            assertThat(said)
                    .containsExactly(
                            "ROLL_BACK Migration0003",
                            "ROLL_BACK Migration0002 [drop column author.email]",
                            "ROLL_BACK Migration0002");
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
