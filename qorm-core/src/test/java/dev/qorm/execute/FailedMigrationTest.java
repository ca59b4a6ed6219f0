package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.AUTHOR;
import static dev.qorm.execute.MigratorTest.EMAIL;
import static dev.qorm.execute.MigratorTest.UNIQUE_NAME;
import static dev.qorm.execute.MigratorTest.assertSchema;
import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.runSql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A migration that fails or is killed tells what is done, and can be gone on with or taken back. */
class FailedMigrationTest {
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
                            "run mvn qorm:migrate again")
                    .hasMessageNotContaining("qorm.fake");
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

    /** As in a database whose history was lost, or that something else has made. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatTheDatabaseHasAlreadyCanBeRecorded(Dialect dialect) {
        var title = createIndex("author", index("author_name_idx", "name"));
        var sequence = sequence(List.of(AUTHOR), List.of(EMAIL), List.of(title));
        for (var migration : sequence.migrations()) {
            try (var database = TestDatabase.fresh(dialect)) {
                var migrator = migrator(database);
                if (migration.id().number() > 1) {
                    migrator.migrate(sequence, new MigrationId(migration.id().number() - 1));
                }
                for (var rendered : Run.whole(
                                migration,
                                Direction.APPLY,
                                sequence.states().get(migration.id().number() - 1))
                        .render(dialect.renderer())) {
                    rendered.statements().forEach(statement -> database.execute(statement.sql()));
                }

                assertThatThrownBy(() -> migrator.migrate(sequence, null))
                        .hasMessageContaining("None of this migration is applied")
                        .hasMessageEndingWith(
                                " Or, if the database already has all of this migration, run mvn qorm:migrate"
                                        + " -Dqorm.fake -Dqorm.target=" + migration.id()
                                        + ", which compares and records it.");

                migrator.fake(sequence, migration.id(), Direction.APPLY, (connection, expected) -> {});
                migrator.migrate(sequence, null);
                assertSchema(database, sequence.replay());
            }
        }
    }

    /** Where a migration is not one transaction. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | None of this migration is applied; the ones before it are. | None of this migration is rolled back.",
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
    void thereIsNoneBeforeTheFirst(Dialect dialect) {
        var fails = runSql("delete from nowhere").reversedBy("");
        try (var database = TestDatabase.fresh(dialect)) {
            assertThatThrownBy(() -> migrator(database).migrate(sequence(List.of(fails)), null))
                    .hasMessageContaining("None of this migration is applied. Fix the cause");
        }
    }

    /** As on a replica, or where the user may not write to the history. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void whatCannotBeRecordedIsNotStarted(Dialect dialect) {
        var sequence = sequence(List.of(AUTHOR), List.of(EMAIL));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence, new MigrationId(1));
            var readOnly = "sessionVariables=" + (dialect == Dialect.MYSQL ? "transaction" : "tx") + "_read_only=1";
            var url = database.database().url();
            var replica = new Migrator(
                    new Database(
                            url + (url.contains("?") ? "&" : "?") + readOnly,
                            "root",
                            "",
                            database.database().driver()),
                    dialect,
                    Duration.ofSeconds(5),
                    MigrationListener.SILENT,
                    Clock.systemUTC());

            assertThatThrownBy(() -> replica.migrate(sequence, null))
                    .hasMessageContaining("is read-only, as a replica is")
                    .hasMessageContaining("None of this migration is applied")
                    .hasMessageNotContaining("not known");

            assertThat(migrator(database).history()).hasSize(1);
            assertThat(migrator(database).migrate(sequence, null)).containsExactly(new MigrationId(2));
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

            assertThatThrownBy(() -> migrator.rollback(sequence, null)).hasMessageContaining("None of this migration");

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
}
