package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.SqlRequest.Range;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A script that records leaves the history that migrate and rollback would leave, and they go on with it. */
class RecordedScriptTest extends RecordedScripts {
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void migrateAndRollbackGoOnWhereItEnds(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            run(database, new Range(null, new MigrationId(2)), Direction.APPLY);

            assertThat(states(database))
                    .containsExactly("Migration0001 APPLIED", "Migration0002 APPLIED", "Migration0003 PENDING");
            assertThat(database.query("select name, slug from author")).containsExactly(List.of("Ada;", "x"));
            assertThat(Migrate.run(request(database)).migrations()).containsExactly(new MigrationId(3));
            assertThat(differences(database)).isEmpty();
            assertThat(Rollback.run(request(database)).migrations()).containsExactly(new MigrationId(3));

            run(database, Range.of(new MigrationId(3)), Direction.APPLY);
            run(database, new Range(new MigrationId(2), null), Direction.ROLL_BACK);

            assertThat(states(database))
                    .containsExactly("Migration0001 APPLIED", "Migration0002 PENDING", "Migration0003 PENDING");
            assertThat(Migrate.run(request(database)).migrations()).hasSize(2);
            run(database, Range.ALL, Direction.ROLL_BACK);
            assertThat(database.query("select * from " + HISTORY)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void recordsWhenThatWas(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = Instant.now();
            run(database, Range.ALL, Direction.APPLY);

            assertThat(ListMigrations.run(request(database)))
                    .allSatisfy(each -> assertThat(Objects.requireNonNull(each.appliedAt()))
                            .isBetween(
                                    before.minus(Duration.ofSeconds(2)),
                                    Instant.now().plus(Duration.ofSeconds(2))));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void stopsBeforeAMigrationThatDoesNotComeNext(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            run(database, Range.of(new MigrationId(1)), Direction.APPLY);

            isRefused(database, Range.of(new MigrationId(1)), Direction.APPLY);
            isRefused(database, Range.of(new MigrationId(3)), Direction.APPLY);
            isRefused(database, Range.of(new MigrationId(2)), Direction.ROLL_BACK);
            run(database, new Range(new MigrationId(2), null), Direction.APPLY);
            isRefused(database, Range.of(new MigrationId(2)), Direction.ROLL_BACK);
            isRefused(database, Range.of(new MigrationId(2)), Direction.APPLY);

            assertThat(states(database)).allMatch(each -> each.endsWith(" APPLIED"));
            assertThat(differences(database)).isEmpty();
        }
    }

    private static String refusal(Dialect dialect) {
        return dialect == Dialect.SQLITE ? "checksum" : " here, the last migration of the database is Migration000";
    }

    private void isRefused(TestDatabase database, Range range, Direction direction) {
        var before = database.introspect();
        var lines = lines(database.dialect(), range, direction);
        var first = lines.stream()
                .dropWhile(line -> !line.startsWith("insert into " + HISTORY))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> database.execute(first)).hasMessageContaining(refusal(database.dialect()));
        assertThat(database.introspect()).isEqualTo(before);
    }

    /** What is undone twice is wrong as well, and a row that is deleted twice is no error. */
    @Test
    void ofTwoScriptsThatRollBackAtOnceTheSecondIsRefused() throws Exception {
        shop.migration(
                "Migration0003",
                "runSql(\"update author set name = concat(name, '!')\")"
                        + ".reversedBy(\"update author set name = concat(name, '?')\")");
        var statements = statements(Dialect.POSTGRESQL, Range.of(new MigrationId(3)), Direction.ROLL_BACK);
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var other = DriverManager.getConnection(database.database().url(), "postgres", "");
                var second = other.createStatement()) {
            Migrate.run(request(database));
            statements.subList(0, statements.size() - 1).forEach(database::execute);
            var refusal = CompletableFuture.supplyAsync(() -> {
                try {
                    for (var statement : statements) {
                        second.execute(statement);
                    }
                    return "";
                } catch (SQLException e) {
                    return e.getMessage();
                }
            });
            while (database.query("select 1 from pg_locks where not granted").isEmpty()) {
                assertThat(refusal).isNotDone();
                Thread.sleep(10);
            }
            database.execute("commit");

            assertThat(refusal.get()).contains(refusal(Dialect.POSTGRESQL));
            assertThat(database.query("select name from author")).containsExactly(List.of("Ada;!?"));
        }
    }

    /** A database that went by the sources may stand behind a squash that begins the way now. */
    @Test
    void goesOnBehindWhatASquashStandsFor() {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            run(database, new Range(null, new MigrationId(2)), Direction.APPLY);
            Squash.run(new SquashRequest(shop.code(), shop.sources(), null, new MigrationId(2), false));
            assertThat(shop.migrations()).contains("Migration0001To0002.java");

            run(database, Range.of(new MigrationId(3)), Direction.APPLY);

            assertThat(states(database))
                    .allMatch(each -> each.endsWith(" APPLIED"))
                    .hasSize(3);
        }
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            run(database, Range.ALL, Direction.APPLY);

            assertThat(states(database)).containsExactly("Migration0001To0002 APPLIED", "Migration0003 APPLIED");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void recordsWhatIsDoneConcurrently(Dialect dialect) {
        shop.migration("Migration0002", "createIndex(\"author\", index(\"author_name_idx\", \"name\")).concurrently()");
        try (var database = TestDatabase.fresh(dialect)) {
            run(database, Range.ALL, Direction.APPLY);

            assertThat(states(database)).allMatch(each -> each.endsWith(" APPLIED"));
            run(database, new Range(new MigrationId(2), null), Direction.ROLL_BACK);
            assertThat(states(database)).contains("Migration0002 PENDING");
            assertThat(differences(database)).isEmpty();
        }
    }

    @Test
    void aTableOfAModelThatHasTheNameOfTheHistoryIsAnError() {
        shop.migration("Migration0003", "createTable(\"shop_step\", column(\"id\", bigint()))");

        assertThatThrownBy(() -> lines(Dialect.SQLITE, Range.ALL, Direction.APPLY))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("shop_step");
    }
}
