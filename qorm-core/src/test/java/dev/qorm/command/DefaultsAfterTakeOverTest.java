package dev.qorm.command;

import static dev.qorm.command.TakeOverTest.hasTheSame;
import static dev.qorm.command.TakeOverTest.takeOver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Defaults that others than qorm gave to columns mean the same where the models of such a database are migrated to. */
class DefaultsAfterTakeOverTest {
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aDefaultThatBeginsAndEndsWithATextIsAnExpression(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var sql = dialect.isMySqlFamily() ? "(concat('A', upper('b'), 'C'))" : "('A' || upper('b') || 'C')";
            database.execute("create table t (id int not null primary key, a varchar(9) default " + sql + ")");
            takeOver(database, (old, made) -> {
                old.execute("insert into t (id) values (1)");
                made.execute("insert into t (id) values (1)");
                hasTheSame("select * from t", old, made);
            });
        }
    }

    @Test
    void aNameAsADefaultOnSqliteIsAText() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            database.execute("create table t (id int primary key, a text default \"it's\", b text default [b], c text"
                    + " default `c`, d text default d, e boolean default true, f text default current_date,"
                    + " g text default null, h int default -3, i text default 'i')");
            takeOver(database, (old, made) -> {
                old.execute("insert into t (id) values (1)");
                made.execute("insert into t (id) values (1)");
                assertThat(made.query("select a, b, c, d from t")).containsExactly(List.of("it's", "b", "c", "d"));
                hasTheSame("select * from t", old, made);
            });
        }
    }

    /** Pasted as it is said, it makes a new database work. */
    @Test
    void whatDefaultsAndChecksOfPostgresqlNeedIsSaidWithTheStatement() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var made = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            made.execute("create schema billing");
            database.execute("create schema billing");
            database.execute("create sequence billing.numbers");
            database.execute("create sequence \"Invoice numbers\" start with 1000");
            database.execute("create function is_fine(n bigint) returns boolean language sql immutable as $$\n"
                    + "  select n > 0 and 'a\\b' <> ''\n$$");
            database.execute(
                    "create table invoice (id bigint default nextval('\"Invoice numbers\"'), k serial primary key,"
                            + " n int default nextval('billing.numbers'), constraint invoice_ck check (is_fine(id)))");
            var needs = InspectTest.inspect(project, database, false).remarks().stream()
                    .filter(remark -> remark.text().startsWith("needs the "))
                    .toList();
            assertThat(needs)
                    .extracting(remark -> remark.part() + " " + remark.text().replaceFirst(",.*", ""))
                    .containsExactly(
                            "check invoice_ck needs the function is_fine",
                            "column id needs the sequence Invoice numbers",
                            "column n needs the sequence numbers");

            project.makeMigrations();
            assertThatThrownBy(() -> Migrate.run(project.request(database.database(), Mode.FAKE)))
                    .hasMessageStartingWith(
                            "nothing was recorded, because the migrations cannot create a new database yet:\n"
                                    + "  invoice: the check invoice_ck needs the function is_fine, which no migration creates:"
                                    + " add runSql(")
                    .hasMessageContaining("\n  invoice: the column id needs the sequence Invoice numbers");
            var migration = project.read("shop.migrations.Migration0001");
            var pasted = needs.stream()
                    .map(remark -> remark.toString().replaceFirst(".*?(runSql\\(.*\\)) before the operations .*", "$1"))
                    .collect(Collectors.joining(", "));
            project.write(
                    "shop.migrations.Migration0001",
                    migration.replaceFirst("List\\.of\\(", Matcher.quoteReplacement("List.of(" + pasted + ", ")));
            assertThat(Migrate.run(project.request(database.database(), Mode.FAKE))
                            .remarks())
                    .isEmpty();
            assertThat(Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                            .remarks())
                    .isEmpty();
            Migrate.run(project.request(made.database(), Mode.RUN));
            made.execute("insert into invoice default values");
            assertThat(made.query("select id, n from invoice")).containsExactly(List.of("1000", "1"));
            Rollback.run(project.request(made.database(), Mode.RUN));
            assertThat(made.query("select count(*) from pg_sequence")).containsExactly(List.of("0"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void aColumnThatASequenceCountsCounts(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create sequence t_numbers");
            database.execute("create sequence many");
            database.execute("create table t (id int primary key default nextval('t_numbers'), a int default"
                    + " nextval('many'), b int default nextval('many'))");
            database.execute("alter table t alter a drop default, alter b drop default");
            database.execute("create table u (id int primary key)");
            var remarks = takeOver(database, (old, made) -> {
                old.execute("insert into t (a) values (7), (8)");
                made.execute("insert into t (a) values (7), (8)");
                hasTheSame("select id, a from t order by id", old, made);
            });
            assertThat(remarks)
                    .containsExactly(
                            "t: the column id takes its numbers from the sequence t_numbers, which is not dropped with it;"
                                    + " qorm treats it as an auto-increment column",
                            "the sequence many is left out: qorm manages tables only",
                            "the sequence t_numbers is left out: qorm manages tables only");
        }
    }

    /** As two columns of one sequence do, and one that may be empty. */
    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void aDefaultOfASequenceOfSeveralColumnsIsAnExpression(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create sequence many");
            database.execute("create sequence one");
            database.execute("create table t (id int primary key default nextval('many'), a int not null default"
                    + " nextval('many'), b int default nextval('one'), c int not null default coalesce("
                    + "nextval('one'), nextval('many')))");
            assertThat(database.introspect().table("t").columns().values())
                    .noneMatch(column -> column.isAutoIncrement())
                    .allMatch(column -> String.valueOf(column.defaultValue()).contains("nextval("));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aDefaultOfAFixedNumberOfBytes(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table t (id int not null primary key, at binary(14) not null default"
                    + " '19700101000000')");
            takeOver(database, (old, made) -> {
                made.execute("insert into t (id) values (1)");
                assertThat(made.query("select cast(at as char) from t")).containsExactly(List.of("19700101000000"));
            });
        }
    }

    /** To MySQL a time is a span of up to 838 hours ("The TIME Type" in its manual). */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aTimeThatNoClockShowsIsADefault(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table t (id int not null primary key, ends time not null default '24:00:00',"
                    + " shift time not null default '-12:30:00', n tinyint(1) not null default 5)");
            takeOver(database, (old, made) -> {
                old.execute("insert into t (id) values (1)");
                made.execute("insert into t (id) values (1)");
                var sql = "select cast(ends as char), cast(shift as char), n from t";
                hasTheSame(sql, old, made);
                assertThat(made.query(sql).get(0)).startsWith("24:00:00", "-12:30:00");
            });
        }
    }

    @Test
    void aNumberOfTheRowOnSqliteHasNoUseForADefault() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            database.execute("create table t (version integer not null default '0' primary key, at timestamp without"
                    + " time zone)");
            takeOver(database, (old, made) -> {
                old.execute("insert into t (at) values ('2026-11-28 16:00:00')");
                made.execute("insert into t (at) values ('2026-11-28 16:00:00')");
                hasTheSame("select * from t", old, made);
                assertThat(made.introspect().table("t").column("at").type()).isEqualTo(ColumnTypes.timestamp());
            });
        }
    }

    /** A column keeps values in the form that the letters of its type say, whatever they mean to qorm. */
    @Test
    void defaultsOfTypesThatOnlySqliteHas() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            database.execute("create table t (id integer primary key, a money default 3, b string default '007', c long"
                    + " default true, d year default 'x', e currency(9, 2) default 1.5, f int default 0x10,"
                    + " g int default -0xff, h int default (0x1F), i blob default 0x10, j blob default x'00ff')");
            assertThat(takeOver(database, (old, made) -> {
                        old.execute("insert into t (id) values (1)");
                        made.execute("insert into t (id) values (1)");
                        hasTheSame("select * from t", old, made);
                        hasTheSame(
                                "select typeof(a), typeof(b), typeof(c), typeof(d), typeof(e), f, g, h, typeof(i), i,"
                                        + " hex(j) from t",
                                old,
                                made);
                        assertThat(made.query("select f, g, h from t")).containsExactly(List.of("16", "-255", "31"));
                    }))
                    .isEmpty();
        }
    }
}
