package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.SqlRequest.Range;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A script that records leaves the history that migrate and rollback would leave, and they go on with it. */
class RecordedScriptTest {
    private static final String HISTORY = "shop_history";

    private final TestProject shop = TestProject.empty()
            .migration(
                    "Migration0001",
                    "createTable(\"author\", column(\"id\", bigint()).autoIncrement(),"
                            + " column(\"name\", varchar(80)), primaryKey(\"author_pkey\", \"id\"))",
                    "runSql(\"insert into author (name) values ('Ada;')\").reversedBy(\"\")")
            .migration(
                    "Migration0002",
                    "addColumn(\"author\", column(\"slug\", varchar(80))).backfill(\"x\")",
                    "createIndex(\"author\", index(\"author_slug_idx\", \"slug\"))")
            .migration("Migration0003", "addUnique(\"author\", unique(\"author_name_key\", \"name\"))");

    @AfterEach
    void delete() {
        shop.close();
    }

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

    private void isRefused(TestDatabase database, Range range, Direction direction) {
        var before = database.introspect();
        var lines = lines(database.dialect(), range, direction);
        var first = lines.stream()
                .dropWhile(line -> !line.startsWith("insert into " + HISTORY))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> database.execute(first)).hasMessageContaining("checksum");
        assertThat(database.introspect()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whereItStopsMigrateGoesOn(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            stopInTheSecond(database);
            database.execute("delete from author where name like 'Bob%'");

            assertThat(Migrate.run(request(database)).migrations())
                    .containsExactly(new MigrationId(2), new MigrationId(3));

            assertThat(database.query("select name from author")).containsExactly(List.of("Ada;!"));
            assertThat(differences(database)).isEmpty();
            assertThat(states(database)).allMatch(each -> each.endsWith(" APPLIED"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void whereItStopsRollbackTakesBack(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            stopInTheSecond(database);
            assertThat(states(database)).contains("Migration0002 INCOMPLETE");

            assertThat(Rollback.run(request(database)).migrations()).containsExactly(new MigrationId(2));

            assertThat(database.introspect().table("author").columns()).containsOnlyKeys("id", "name");
        }
    }

    /** It is stopped at the last of three statements, behind one that must not run twice. */
    private void stopInTheSecond(TestDatabase database) {
        shop.migration(
                "Migration0002",
                "addColumn(\"author\", column(\"slug\", varchar(80))).backfill(\"x\")",
                "runSql(\"update author set name = concat(name, '!')\").reversedBy(\"\")",
                "addUnique(\"author\", unique(\"author_slug_key\", \"slug\"))");
        run(database, Range.of(new MigrationId(1)), Direction.APPLY);
        database.execute("insert into author (name) values ('Bob')");

        assertThatThrownBy(() -> run(database, Range.of(new MigrationId(2)), Direction.APPLY))
                .isInstanceOf(IllegalStateException.class);
        stop(database);
    }

    /** Whether the script's own statement made it, nothing tells: it may be refused for what somebody else made. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void whatIsTakenForDoneIsTold(Dialect dialect) {
        var told = new ArrayList<String>();
        var listener = new MigrationListener() {
            @Override
            public void alreadyDone(MigrationId id, String sql) {
                told.add(id + ": " + sql.replaceAll("[`\"]", "").toLowerCase(Locale.ROOT));
            }
        };
        try (var database = TestDatabase.fresh(dialect)) {
            run(database, Range.of(new MigrationId(1)), Direction.APPLY);
            database.execute("create index author_slug_idx on author(name)");
            assertThatThrownBy(() -> run(database, Range.of(new MigrationId(2)), Direction.APPLY))
                    .isInstanceOf(IllegalStateException.class);
            stop(database);

            Migrate.run(new MigrateRequest(
                    shop.code(),
                    null,
                    database.database(),
                    HISTORY,
                    null,
                    Duration.ofSeconds(5),
                    MigrateRequest.Mode.RUN,
                    listener));

            assertThat(told)
                    .singleElement()
                    .asString()
                    .startsWith("Migration0002: create index author_slug_idx on author");
            assertThat(differences(database)).isNotEmpty();
        }
    }

    /** A rollback that stops goes on as well. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aRollbackThatStopsIsFinished(Dialect dialect) {
        shop.migration(
                "Migration0002",
                "addColumn(\"author\", column(\"slug\", varchar(80))).backfill(\"x\")",
                "runSql(\"select 1\").reversedBy(\"delete from other\")",
                "createIndex(\"author\", index(\"author_slug_idx\", \"slug\"))");
        try (var database = TestDatabase.fresh(dialect)) {
            run(database, new Range(null, new MigrationId(2)), Direction.APPLY);
            assertThatThrownBy(() -> run(database, Range.of(new MigrationId(2)), Direction.ROLL_BACK))
                    .hasMessageContaining("other");
            stop(database);
            database.execute("create table other (id int)");

            assertThat(Rollback.run(request(database)).migrations()).containsExactly(new MigrationId(2));

            assertThat(database.introspect().table("author").columns()).containsOnlyKeys("id", "name");
            assertThat(states(database)).contains("Migration0002 PENDING");
        }
    }

    /** Wherever it is stopped, also behind the last statement and before the end of its migration. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void whatChangesRowsRunsOnceWhereverItIsStopped(Dialect dialect) {
        shop.migration(
                        "Migration0002",
                        "addColumn(\"author\", column(\"slug\", varchar(80))).backfill(\"x\")",
                        "runSql(\"update author set slug = concat(slug, 'y')\").reversedBy(\"\")")
                .migration(
                        "Migration0003",
                        "runSql(\"update author set name = concat(name, '!')\")"
                                + ".reversedBy(\"update author set name = concat(name, '?')\")");
        var statements = statements(dialect, new Range(new MigrationId(2), null), Direction.APPLY);
        for (var stop = 0; stop < statements.size(); stop++) {
            try (var database = TestDatabase.fresh(dialect)) {
                run(database, Range.of(new MigrationId(1)), Direction.APPLY);
                statements.subList(0, stop).forEach(database::execute);
                stop(database);

                Migrate.run(request(database));

                assertThat(database.query("select name, slug from author"))
                        .as("stopped before %s", statements.get(stop))
                        .containsExactly(List.of("Ada;!", "xy"));
            }
        }
        var back = statements(dialect, Range.of(new MigrationId(3)), Direction.ROLL_BACK);
        for (var stop = 0; stop < back.size(); stop++) {
            try (var database = TestDatabase.fresh(dialect)) {
                Migrate.run(request(database));
                back.subList(0, stop).forEach(database::execute);
                stop(database);
                if (states(database).get(2).equals("Migration0003 PENDING")) {
                    continue;
                }

                Rollback.run(request(database));

                assertThat(database.query("select name from author"))
                        .as("stopped before %s", back.get(stop))
                        .containsExactly(List.of("Ada;!?"));
            }
        }
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

            assertThat(refusal.get()).contains("checksum");
            assertThat(database.query("select name from author")).containsExactly(List.of("Ada;!?"));
        }
    }

    /** The script was written without the database, and migrate keeps what the database has. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void whereItStopsAtATextOfOtherCharactersMigrateAndRollbackGoOn(Dialect dialect) {
        shop.migration(
                "Migration0002",
                "runSql(\"update author set name = concat(name, '!')\").reversedBy(\"\")",
                "alterColumn(\"author\", column(\"name\", varchar(80)), column(\"name\", varchar(6)))");
        for (var isGoingOn : List.of(true, false)) {
            try (var database = TestDatabase.fresh(dialect)) {
                run(database, Range.of(new MigrationId(1)), Direction.APPLY);
                database.execute("alter table author modify name varchar(80) collate utf8mb4_unicode_ci not null");
                database.execute("insert into author (name) values ('Barbara')");
                assertThatThrownBy(() -> run(database, Range.of(new MigrationId(2)), Direction.APPLY))
                        .hasMessageContaining("too long");
                stop(database);
                database.execute("delete from author where name like 'Bar%'");

                var done = isGoingOn ? Migrate.run(request(database)) : Rollback.run(request(database));

                assertThat(done.migrations()).startsWith(new MigrationId(2));
                assertThat(database.query("select name from author")).containsExactly(List.of("Ada;!"));
                assertThat(
                                database.query(
                                        "select collation_name from information_schema.columns"
                                                + " where table_schema = database() and table_name = 'author' and column_name = 'name'"))
                        .containsExactly(List.of("utf8mb4_unicode_ci"));
            }
        }
    }

    /** What happens to the connection of a shell that stops. */
    private static void stop(TestDatabase database) {
        database.execute("rollback");
        if (!database.dialect().hasTransactionalDdl()) {
            database.execute(database.dialect() == Dialect.H2 ? "set autocommit on" : "set autocommit = 1");
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

    private List<String> lines(Dialect dialect, Range range, Direction direction) {
        return WriteSql.run(new SqlRequest(shop.code(), null, dialect, range, direction, HISTORY))
                .lines();
    }

    /** As a shell does it: a statement after the other. */
    private void run(TestDatabase database, Range range, Direction direction) {
        statements(database.dialect(), range, direction).forEach(database::execute);
    }

    private List<String> statements(Dialect dialect, Range range, Direction direction) {
        var script = String.join(
                "\n",
                WriteSqlTest.withoutShell(lines(dialect, range, direction)).stream()
                        .filter(line -> !line.startsWith("--"))
                        .toList());
        return Stream.of(script.split(";(?:\n|$)", -1))
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    private List<String> states(TestDatabase database) {
        return ListMigrations.run(request(database)).stream()
                .map(each -> each.id() + " " + each.state())
                .toList();
    }

    private List<String> differences(TestDatabase database) {
        return Verify.run(new VerifyRequest(request(database), null)).differences().stream()
                .map(Object::toString)
                .toList();
    }

    private MigrateRequest request(TestDatabase database) {
        return shop.request(database.database(), HISTORY, MigrateRequest.Mode.RUN);
    }
}
