package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.SqlRequest.Range;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.scan.Codebase;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What sql tells is what migrate and rollback run, and a shell that splits at semicolons can run it. */
class WriteSqlTest {
    private final TestProject shop = TestProject.empty();
    private Codebase code;

    @AfterEach
    void delete() {
        shop.close();
    }

    @BeforeEach
    void threeMigrations() {
        code = threeMigrations(shop);
    }

    static Codebase threeMigrations(TestProject shop) {
        return shop.migration(
                        "Migration0001",
                        "createTable(\"author\", column(\"id\", bigint()).autoIncrement(),"
                                + " column(\"name\", varchar(80)), primaryKey(\"author_pkey\", \"id\"))",
                        "createTable(\"post\", column(\"id\", bigint()).autoIncrement(),"
                                + " column(\"author_id\", bigint()), primaryKey(\"post_pkey\", \"id\"),"
                                + " foreignKey(\"post_author_id_fkey\", \"author_id\").references(\"author\", \"id\"),"
                                + " index(\"post_author_id_idx\", \"author_id\"))")
                .migration(
                        "Migration0002",
                        "runSql(\"insert into author (name) values ('a;b')\\n;\\n"
                                + "insert into author (name) values ('--') -- it''s two;\")"
                                + ".reversedBy(\"delete from author;\")",
                        "addColumn(\"author\", column(\"slug\", varchar(80))).backfill(\"x;'y\")")
                .migration(
                        "Migration0003",
                        "addUnique(\"author\", unique(\"author_name_key\", \"name\"))",
                        "renameColumn(\"author\", \"slug\", \"short\")")
                .code();
    }

    private SqlScript sql(Dialect dialect, @Nullable MigrationId migration, Direction direction) {
        return sql(code, dialect, migration, direction);
    }

    static SqlScript sql(Codebase code, Dialect dialect, @Nullable MigrationId migration, Direction direction) {
        var range = migration == null ? Range.ALL : Range.of(migration);
        return WriteSql.run(new SqlRequest(code, null, dialect, range, direction, null));
    }

    /** For a connection, that stops at an error by itself. */
    static String script(SqlScript script) {
        return String.join("\n", withoutShell(script.lines()));
    }

    /** Without what is said to the shell itself. */
    static List<String> withoutShell(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith("\\") && !line.startsWith("."))
                .toList();
    }

    /** Else a shell goes on behind a table that could not be copied, and drops the rows. */
    @Test
    void tellsTheShellToStopAtAnErrorBeforeAllElse() {
        assertThat(sql(Dialect.SQLITE, null, Direction.APPLY).lines().subList(0, 2))
                .endsWith(".bail on");
        assertThat(sql(Dialect.POSTGRESQL, null, Direction.APPLY).lines().subList(0, 2))
                .endsWith("\\set ON_ERROR_STOP on");
    }

    private static List<String> statements(SqlScript script) {
        return script.parts().stream()
                .flatMap(part -> part.operations().stream())
                .flatMap(operation -> operation.statements().stream())
                .map(statement -> statement.sql())
                .toList();
    }

    /** The statements that the database gets. */
    private MigrateRequest request(TestDatabase database, @Nullable MigrationId target, List<String> statements) {
        var listener = new MigrationListener() {
            @Override
            public void statement(MigrationId id, String sql) {
                statements.add(sql);
            }
        };
        return new MigrateRequest(
                code,
                null,
                database.database(),
                "qorm_history",
                target,
                Duration.ofSeconds(10),
                MigrateRequest.Mode.RUN,
                listener);
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void stopsWhereJavaHasToRun(Dialect dialect) {
        code = shop.write("shop.FillSlugs", """
                        package shop;
                        public final class FillSlugs implements dev.qorm.operation.JavaStep {
                            @Override
                            public void run(java.sql.Connection connection) {}
                        }
                        """)
                .migration("Migration0004", "runJava(shop.FillSlugs.class)")
                .code();

        var lines = sql(dialect, new MigrationId(4), Direction.APPLY).lines();

        var stop = lines.stream().filter(line -> line.startsWith("select ")).toList();
        assertThat(stop).containsExactly("select * from \"shop.FillSlugs has to run here\";");
        assertThat(lines)
                .containsSubsequence(
                        "-- run java: FillSlugs",
                        "-- A script cannot run it. Do by hand here what it does, and delete the next line, at which the script"
                                + " stops.",
                        stop.get(0));
        try (var database = TestDatabase.fresh(dialect)) {
            assertThatThrownBy(() -> database.execute(stop.get(0))).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void isWhatMigrateAndRollbackRun(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var applied = new ArrayList<String>();
            Migrate.run(request(database, null, applied));
            assertThat(statements(sql(dialect, null, Direction.APPLY))).isEqualTo(applied);
            assertThat(database.query("select name from author order by id"))
                    .containsExactly(List.of("a;b"), List.of("--"));

            var last = new ArrayList<String>();
            Rollback.run(request(database, null, last));
            assertThat(statements(sql(dialect, new MigrationId(3), Direction.ROLL_BACK)))
                    .isEqualTo(last);

            var rest = new ArrayList<String>();
            Rollback.run(request(database, new MigrationId(1), rest));
            var all = new ArrayList<>(last);
            all.addAll(rest);
            assertThat(statements(sql(dialect, null, Direction.ROLL_BACK))).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void runsAsOneScriptThereAndBack(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute(script(sql(dialect, null, Direction.APPLY)));

            assertThat(database.query("select name, short from author order by id"))
                    .containsExactly(List.of("a;b", "x;'y"), List.of("--", "x;'y"));

            database.execute(script(sql(dialect, null, Direction.ROLL_BACK)));
            assertThat(database.introspect().tables()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void beginsWithWhatTheSessionNeeds(Dialect dialect) {
        assertThat(sql(dialect, null, Direction.APPLY).lines())
                .containsAll(dialect.sessionStatements().stream()
                        .map(sql -> ScriptStatement.of(sql, dialect))
                        .toList());
    }

    @Test
    void saysWhatItIsWrittenIn() {
        assertThat(sql(Dialect.POSTGRESQL, null, Direction.APPLY).lines()).contains("set client_encoding = 'UTF8';");
        assertThat(sql(Dialect.MYSQL, null, Direction.APPLY).lines()).contains("set names utf8mb4;");
    }

    /** The shells of MariaDB and MySQL go by the locale of the machine, or by a file. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void textsStayAsTheyAreWhateverTheShellTakesThemFor(Dialect dialect) {
        code = shop.delete("shop.migrations.Migration0003")
                .delete("shop.migrations.Migration0002")
                .migration(
                        "Migration0001",
                        "createTable(\"city\", column(\"id\", bigint()),"
                                + " column(\"name\", varchar(80)).defaultValue(\"Zürich 🏔\"),"
                                + " primaryKey(\"city_pkey\", \"id\"))")
                .code();
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("set names utf8mb3");

            database.execute(script(sql(dialect, null, Direction.APPLY)));

            database.execute("insert into city (id) values (1)");
            assertThat(database.query("select name from city")).containsExactly(List.of("Zürich 🏔"));
        }
    }

    /** As migrate does it, in whatever zone the shell is. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aMomentOfMySqlBecomesTheSameInstant(Dialect dialect) {
        code = shop.delete("shop.migrations.Migration0003")
                .migration(
                        "Migration0001", "createTable(\"visit\", column(\"at\", nativeType(\"timestamp\")).nullable())")
                .migration(
                        "Migration0002",
                        "alterColumn(\"visit\", column(\"at\", nativeType(\"timestamp\")).nullable(),"
                                + " column(\"at\", timestampWithTimeZone(0)).nullable())")
                .code();
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute(script(sql(dialect, new MigrationId(1), Direction.APPLY)));
            database.execute("set time_zone = '-05:00'");
            database.execute("insert into visit (at) values ('2019-12-31 19:00:00')");

            database.execute(script(sql(dialect, new MigrationId(2), Direction.APPLY)));

            assertThat(database.query("select cast(at as char), @@time_zone from visit"))
                    .containsExactly(List.of("2020-01-01 00:00:00", "-05:00"));
        }
    }

    @Test
    void hasACommentLineForEachMigrationAndOperation() {
        assertThat(sql(Dialect.POSTGRESQL, new MigrationId(2), Direction.APPLY).lines())
                .containsSubsequence(
                        "-- Migration0002",
                        "-- run sql: insert into author (name) values ('a;b') ; insert into author (name) values"
                                + " ('--') -- it''s two;",
                        "insert into author (name) values ('a;b')",
                        ";",
                        "insert into author (name) values ('--') -- it''s two;",
                        ";",
                        "-- add column author.slug");
        assertThat(sql(Dialect.POSTGRESQL, null, Direction.ROLL_BACK).lines())
                .containsSubsequence(
                        "-- Migration0003, rolled back",
                        "",
                        "-- Migration0002, rolled back",
                        "",
                        "-- Migration0001, rolled back");
    }

    @Test
    void isATransactionForEachMigrationWhereDdlIsTransactional() {
        assertThat(sql(Dialect.POSTGRESQL, null, Direction.APPLY).lines())
                .containsSubsequence(
                        "-- Migration0001", "begin;", "commit;", "", "-- Migration0002", "begin;", "commit;")
                .endsWith("commit;");
        assertThat(sql(Dialect.SQLITE, null, Direction.ROLL_BACK).lines())
                .containsSubsequence(
                        "pragma foreign_keys = off;",
                        "-- Migration0003, rolled back",
                        "begin immediate;",
                        "commit;",
                        "",
                        "-- Migration0002, rolled back",
                        "begin immediate;",
                        "commit;")
                .endsWith("pragma foreign_keys = on;");
        assertThat(sql(Dialect.H2, null, Direction.APPLY).lines()).doesNotContain("begin;", "commit;");
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"SQLITE", "POSTGRESQL"})
    void leavesNothingOfAMigrationThatFails(Dialect dialect) {
        code = shop.migration(
                        "Migration0003",
                        "addUnique(\"author\", unique(\"author_name_key\", \"name\"))",
                        "runSql(\"insert into nowhere values (1)\").reversedBy(\"\")")
                .code();
        try (var database = TestDatabase.fresh(dialect)) {
            var script = script(sql(dialect, null, Direction.APPLY));

            assertThatThrownBy(() -> database.execute(script)).hasMessageContaining("nowhere");

            database.execute("rollback"); // what closing the connection does
            assertThat(database.introspect().table("author").uniques()).isEmpty();
            assertThat(database.query("select slug from author")).hasSize(2);
        }
    }

    @Test
    void whatADatabaseCannotDoIsNamedWithMigrationAndOperation() {
        code = shop.migration(
                        "Migration0003", "createIndex(\"author\", index(\"some\", \"name\").where(\"name <> ''\"))")
                .code();

        assertThatThrownBy(() -> sql(Dialect.H2, null, Direction.APPLY))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("Migration0003: 'create index some on author(name) where name <> '''")
                .hasMessageContaining("which H2 does not support");
        assertThat(sql(Dialect.POSTGRESQL, null, Direction.APPLY).parts()).hasSize(3);
    }

    @Test
    void whatCannotBeUndoneIsNamed() {
        code = shop.migration("Migration0003", "runSql(\"delete from author\")").code();

        assertThatThrownBy(() -> sql(Dialect.H2, null, Direction.ROLL_BACK))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("Migration0003 cannot be rolled back", "reversedBy");
    }

    @Test
    void aMigrationThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> sql(Dialect.H2, new MigrationId(7), Direction.APPLY))
                .isInstanceOf(CommandException.class)
                .hasMessage("there is no Migration0007; the project has Migration0001 to Migration0003");

        code = shop.delete("shop.migrations.Migration0003")
                .delete("shop.migrations.Migration0002")
                .code();
        assertThatThrownBy(() -> sql(Dialect.H2, new MigrationId(2), Direction.APPLY))
                .hasMessage("there is no Migration0002; the project has only Migration0001");
    }
}
