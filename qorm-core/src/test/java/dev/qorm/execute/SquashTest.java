package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.Squasher;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.testing.KillingDriver;
import dev.qorm.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A database in whatever state, and a project with a squash, what it stands for, or both. */
class SquashTest {
    private static final NumberedMigration FIRST = migration(
            1,
            createTable(
                    "author", column("id", bigint()), column("name", varchar(20)), primaryKey("author_pkey", "id")));
    private static final NumberedMigration SECOND = migration(
            2, runSql("insert into author (id, name) values (1, 'Ada')").reversedBy("delete from author"));
    private static final NumberedMigration THIRD =
            migration(3, addColumn("author", column("mail", varchar(20)).nullable()));
    private static final NumberedMigration FOURTH =
            migration(4, addColumn("author", column("born", bigint()).nullable()));
    private static final NumberedMigration TWO = squash(FIRST, SECOND);
    private static final NumberedMigration THREE = squash(FIRST, SECOND, THIRD);

    private static NumberedMigration migration(int number, Operation... operations) {
        return new NumberedMigration(new MigrationId(number), List.of(operations));
    }

    private static NumberedMigration squash(NumberedMigration... migrations) {
        var operations = Stream.of(migrations)
                .flatMap(each -> each.operations().stream())
                .toList();
        return NumberedMigration.squash(List.of(migrations), Squasher.squash(operations));
    }

    private static MigrationSequence project(NumberedMigration... migrations) {
        return MigrationSequence.of(List.of(migrations));
    }

    private static void assertHas(TestDatabase database, MigrationSequence project, NumberedMigration... recorded) {
        assertThat(migrator(database).history())
                .extracting(HistoryEntry::id, HistoryEntry::checksum, HistoryEntry::state)
                .containsExactly(Stream.of(recorded)
                        .map(each -> tuple(each.id(), each.checksum(), HistoryEntry.State.APPLIED))
                        .toArray(Tuple[]::new));
        assertThat(database.differences(project.replay())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void anEmptyDatabaseTakesTheSquashAndIsRolledBackByIt(Dialect dialect) {
        var project = project(FIRST, SECOND, THIRD, FOURTH, TWO, THREE);
        try (var database = TestDatabase.fresh(dialect)) {
            assertThat(migrator(database).migrate(project, null)).containsExactly(THREE.id(), FOURTH.id());

            assertHas(database, project, THREE, FOURTH);
            assertThat(migrator(database).migrate(project, null)).isEmpty();
            assertThat(migrator(database).hasAll(project.fingerprint())).isTrue();
            assertThat(migrator(database).rollback(project, new MigrationId(1)))
                    .containsExactly(FOURTH.id(), THREE.id());
            assertThat(database.differences(Schema.empty())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void oneThatHasSomeGoesOnWithTheOthers(Dialect dialect) {
        var project = project(FIRST, SECOND, THIRD, FOURTH, THREE);
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(project(FIRST, SECOND), null);

            assertThat(migrator(database).migrate(project, null)).containsExactly(THIRD.id(), FOURTH.id());

            assertHas(database, project, FIRST, SECOND, THIRD, FOURTH);
            assertThat(migrator(database).migrate(project, null)).isEmpty();
            assertThat(migrator(database).rollback(project, SECOND.id()))
                    .containsExactly(FOURTH.id(), THIRD.id(), SECOND.id());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void oneThatHasAllIsRecordedToHaveTheSquashOnceTheirSourcesAreGone(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(project(FIRST, SECOND, THIRD), null);
            var appliedAt = migrator(database).history().get(2).finishedAt();
            var project = project(THREE, FOURTH);
            var told = new ArrayList<String>();
            var listener = new MigrationListener() {
                @Override
                public void squashed(MigrationId squash, List<MigrationId> squashed) {
                    told.add(squash + " for " + squashed);
                }
            };

            assertThat(migrator(database, listener).dryRun(project, null, Direction.APPLY))
                    .containsExactly(FOURTH.id());
            assertThat(told).isEmpty();
            assertThat(migrator(database, listener).migrate(project, null)).containsExactly(FOURTH.id());

            assertThat(told).containsExactly("Migration0001To0003 for [Migration0001, Migration0002, Migration0003]");
            assertHas(database, project, THREE, FOURTH);
            assertThat(migrator(database).history().get(0).finishedAt()).isEqualTo(appliedAt);
            assertThat(migrator(database).hasAll(project.fingerprint())).isTrue();
            assertThat(migrator(database).rollback(project, new MigrationId(1)))
                    .containsExactly(FOURTH.id(), THREE.id());
            assertThat(database.differences(Schema.empty())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aSquashOfASquashStandsForIt(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(project(TWO, THIRD), null);
            var project = project(squash(TWO, THIRD), FOURTH);

            assertThat(migrator(database).migrate(project, null)).containsExactly(FOURTH.id());

            assertHas(database, project, squash(TWO, THIRD), FOURTH);
        }
    }

    /** An older version of the project has the earlier one alone. */
    @Test
    void ofTwoSquashesTheEarlierIsRecordedWhileWhatComesAfterItIsThere() {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            migrator(database).migrate(project(FIRST, SECOND, THIRD), null);

            migrator(database).migrate(project(TWO, THIRD, squash(TWO, THIRD)), null);

            assertHas(database, project(TWO, THIRD), TWO, THIRD);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aRollbackRecordsTheSquashFirst(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(project(FIRST, SECOND, THIRD, FOURTH), null);
            var project = project(THREE, FOURTH);

            assertThat(migrator(database).rollback(project, null)).containsExactly(FOURTH.id());
            assertHas(database, project(THREE), THREE);
            assertThat(migrator(database).rollback(project, null)).containsExactly(THREE.id());
        }
    }

    /** Where the sources of the others are gone. */
    @Test
    void oneThatHasOnlySomeIsToldWhatToDo() {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            migrator(database).migrate(project(FIRST, SECOND), null);

            assertThatThrownBy(() -> migrator(database).migrate(project(THREE, FOURTH), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessage("this database has Migration0001, but not all migrations that are replaced by"
                            + " Migration0001To0003, and their sources are deleted. Migrate it first with a"
                            + " version of the project that still has the deleted sources, up to"
                            + " Migration0003");
        }
    }

    @Test
    void aTargetWithinTheSquashIsReachedByTheOthers() {
        var project = project(FIRST, SECOND, THIRD, FOURTH, THREE);
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            assertThat(migrator(database).migrate(project, SECOND.id())).containsExactly(FIRST.id(), SECOND.id());
        }
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            assertThat(migrator(database).migrate(project, THIRD.id())).containsExactly(THREE.id());
            assertThatThrownBy(() -> migrator(database).rollback(project, SECOND.id()))
                    .hasMessageContaining("Migration0002 is part of Migration0001To0003")
                    .hasMessageContaining("-Dqorm.target=Migration0001To0003");
            assertThat(migrator(database).rollback(project, THREE.id())).containsExactly(THREE.id());
        }
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            assertThatThrownBy(() -> migrator(database).migrate(project(THREE, FOURTH), SECOND.id()))
                    .hasMessageContaining("Migration0002 is part of Migration0001To0003");
        }
    }

    @Test
    void aSquashThatTheProjectHasNoMoreIsMissing() {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            migrator(database).migrate(project(TWO), null);

            assertThatThrownBy(() -> migrator(database).migrate(project(FIRST, SECOND), null))
                    .hasMessageContaining(
                            "Migration0001To0002 is applied to this database but missing from the project");
        }
    }

    /** Such as one that an older checkout leaves alone, which has all migrations but the latest. */
    @Test
    void nothingIsRecordedWhereTheSourcesAreThere() {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            var later = project(FIRST, SECOND, THIRD, FOURTH);
            migrator(database).migrate(later, null);

            assertThatThrownBy(() -> migrator(database).migrate(project(FIRST, SECOND, THIRD, TWO), null))
                    .hasMessageContaining("Migration0004 is applied to this database but missing from the project");
            assertThatThrownBy(() -> migrator(database).rollback(project(FIRST, SECOND, THIRD, TWO), null))
                    .hasMessageContaining("Migration0004 is applied to this database but missing from the project");

            assertHas(database, later, FIRST, SECOND, THIRD, FOURTH);
        }
    }

    /** Such as that of another application, or of another branch. */
    @Test
    void nothingIsRecordedWhereTheRestOfTheHistoryIsAnother() {
        var other = project(
                FIRST,
                SECOND,
                migration(3, addColumn("author", column("fax", varchar(20)).nullable())));
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            migrator(database).migrate(other, null);

            assertThatThrownBy(() -> migrator(database).migrate(project(TWO, THIRD, FOURTH), null))
                    .hasMessageContaining("Migration0003 was edited after it was applied");

            assertThat(migrator(database).history())
                    .extracting(HistoryEntry::id)
                    .containsExactly(FIRST.id(), SECOND.id(), THIRD.id());
        }
    }

    @Test
    void oneThatGoesByTheOthersIsNotRolledBackByTheSquash() {
        var project = project(FIRST, SECOND, THIRD, TWO);
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            migrator(database).migrate(project(FIRST, SECOND), null);

            assertThatThrownBy(() -> migrator(database).rollback(project, TWO.id()))
                    .hasMessage("this database has Migration0001 to Migration0002, not Migration0001To0002;"
                            + " to roll them back, use -Dqorm.target=Migration0001");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void ofRunsAtOnceOneRecordsTheSquash(Dialect dialect) {
        var project = project(THREE, FOURTH);
        var told = Collections.synchronizedList(new ArrayList<MigrationId>());
        var listener = new MigrationListener() {
            @Override
            public void squashed(MigrationId squash, List<MigrationId> squashed) {
                told.add(squash);
            }
        };
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(project(FIRST, SECOND, THIRD), null);

            var runs = Stream.generate(() -> CompletableFuture.supplyAsync(() -> new Migrator(
                                    database.database(), dialect, Duration.ofSeconds(30), listener, Clock.systemUTC())
                            .migrate(project, null)))
                    .limit(4)
                    .toList();

            assertThat(runs.stream().flatMap(run -> run.join().stream())).containsExactly(FOURTH.id());
            assertThat(told).containsExactly(THREE.id());
            assertHas(database, project, THREE, FOURTH);
        }
    }

    /** Before and after each thing that it sends to the server. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aRunThatIsKilledWhileItRecordsTheSquashIsFinishedByTheNext(Dialect dialect) {
        var project = project(THREE, FOURTH);
        try (var database = TestDatabase.fresh(dialect)) {
            var wasKilled = true;
            for (var moment = 1; wasKilled; moment++) {
                migrator(database).migrate(project(FIRST, SECOND, THIRD), null);
                wasKilled = isKilled(database, moment, project);
                if (dialect == Dialect.H2) {
                    database.execute("update " + HistoryTables.DEFAULT.lock() + " set expires_at = 0");
                }

                migrator(database).migrate(project, null);
                assertHas(database, project, THREE, FOURTH);
                assertThat(database.query("select name from author")).containsExactly(List.of("Ada"));
                migrator(database).rollback(project, new MigrationId(1));
            }
        }
    }

    private static boolean isKilled(TestDatabase database, int moment, MigrationSequence project) {
        var given = database.database();
        var driver = new KillingDriver(given.driver(), moment);
        var killed = new Database(given.url(), given.user(), given.password(), driver);
        try {
            new Migrator(killed, database.dialect(), Duration.ofSeconds(5), MigrationListener.SILENT, Clock.systemUTC())
                    .migrate(project, null);
        } catch (KillingDriver.Killed e) {
            assertThat(driver.isDead()).isTrue();
        }
        return driver.isDead();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void itStaysRecordedWhereWhatComesAfterItFails(Dialect dialect) {
        var failing = migration(4, runSql("insert into nowhere (id) values (1)"));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(project(FIRST, SECOND, THIRD), null);

            assertThatThrownBy(() -> migrator(database).migrate(project(THREE, failing), null))
                    .hasMessageContaining("Migration0004 failed at");

            assertThat(migrator(database).history().get(0).id()).isEqualTo(THREE.id());
            assertThat(migrator(database).migrate(project(THREE, FOURTH, FIRST, SECOND, THIRD), THREE.id()))
                    .isEmpty();
        }
    }

    /** Such as those of another application, or a branch's own migration of that number. */
    @Test
    void othersOfTheSameNamesAreNotTakenForWhatTheSquashStandsFor() {
        var other = migration(3, addColumn("author", column("fax", varchar(20)).nullable()));
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            migrator(database).migrate(project(FIRST, SECOND, other), null);

            assertThatThrownBy(() -> migrator(database).migrate(project(THREE, FOURTH), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageStartingWith("this database has other migrations up to Migration0003 than those that"
                            + " Migration0001To0003 replaces, and their sources are deleted.");

            assertHas(database, project(FIRST, SECOND, other), FIRST, SECOND, other);
        }
    }

    /** What the squash was made of, or what that was made of. */
    @Test
    void aSquashOfASquashStandsForWhatThatStoodFor() {
        var project = project(squash(TWO, THIRD), FOURTH);
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            migrator(database).migrate(project(FIRST, SECOND, THIRD), null);

            assertThat(migrator(database).migrate(project, null)).containsExactly(FOURTH.id());

            assertHas(database, project, squash(TWO, THIRD), FOURTH);
        }
    }

    @Test
    void aMigrationThatWasStoppedIsFinishedByItsOwnSource() {
        var mail = addColumn("author", column("mail", varchar(20)).nullable());
        var fax = addColumn("author", column("fax", varchar(20)).nullable());
        var both = migration(3, mail, fax);
        try (var database = TestDatabase.fresh(Dialect.MARIADB)) {
            migrator(database).migrate(project(FIRST, SECOND), null);
            assertThatThrownBy(() -> migrator(database, new StopsBefore(2)).migrate(project(FIRST, SECOND, both), null))
                    .isInstanceOf(StopsBefore.Stopped.class);

            assertThatThrownBy(() -> migrator(database).migrate(project(squash(FIRST, SECOND, both), FOURTH), null))
                    .hasMessageStartingWith(
                            "Migration0003 is not finished on this database, but its source was deleted because Migration0001To0003"
                                    + " replaces it.");
        }
    }
}
