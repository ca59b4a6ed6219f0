package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.SqlRequest.Range;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a script that records is stopped, migrate and rollback go on. */
class StoppedScriptTest extends RecordedScripts {
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
}
