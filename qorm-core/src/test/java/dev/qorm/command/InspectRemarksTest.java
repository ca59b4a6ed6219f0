package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Introspector;
import dev.qorm.introspect.Remark;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What inspect says of what models cannot say, or of what is left out. */
class InspectRemarksTest {
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void theTablesOfOtherMigrationToolsAreLeftOut(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            database.execute("create table flyway_schema_history (installed_rank int not null primary key)");
            database.execute("create table DATABASECHANGELOG (id int)");
            database.execute("create table t (id int not null primary key)");
            var found = InspectTest.inspect(project, database, false);

            assertThat(found.written()).hasSize(1);
            assertThat(found.remarks())
                    .extracting(remark -> remark.toString().toLowerCase(Locale.ROOT))
                    .containsOnlyOnce("the tables databasechangelog, flyway_schema_history are left out: another"
                            + " migration tool remembers its migrations there");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void theSchemasThatAreLeftOutAreNamed(Dialect dialect) {
        assumeThat(dialect).isNotEqualTo(Dialect.SQLITE);
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            database.execute("create schema billing");
            try {
                database.execute("create table billing.invoice (id int not null primary key)");
                assertThat(InspectTest.inspect(project, database, false).elsewhere())
                        .first(STRING)
                        .startsWith("Tables of other schemas are left out: ")
                        .containsIgnoringCase("billing")
                        .contains("qorm.url");
            } finally {
                database.execute("drop table billing.invoice");
                database.execute("drop schema billing");
            }
        }
    }

    @Test
    void whatIsTheSameOfManyColumnsIsSaidOnce() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create table a (id int primary key, b text collate \"C\", c text collate \"C\")");
            database.execute("create table d (id int primary key, e text collate \"C\", f int generated always as"
                    + " identity)");

            assertThat(Remark.lines(
                            InspectTest.inspect(project, database, false).remarks()))
                    .containsExactly(
                            "a.b, a.c, d.e: the column has a collation of its own; qorm treats it as one that has none",
                            "d: the column f is always counted up; qorm treats it as one that is counted up by default");
        }
    }

    /** It is no check of the table, and a model with it would keep it. */
    @Test
    void whatAStoppedMigrationLeftIsNoPartOfAModel() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create table t (id int primary key, a text,"
                    + " constraint qorm_not_null_b check (a is not null or id > 0))");
            database.execute("alter table t add constraint qorm_not_null_a check (a is not null) not valid");

            var found = InspectTest.inspect(project, database, false);

            assertThat(Remark.lines(found.remarks()))
                    .containsExactly(
                            "t: the check qorm_not_null_a was left by a migration that makes a NOT NULL and was"
                                    + " stopped; it is left out. It goes when that migration is finished or rolled back, or with"
                                    + " alter table \"t\" drop constraint \"qorm_not_null_a\"");
            assertThat(found.remarks())
                    .extracting(Remark::remedy)
                    .containsExactly("alter table \"t\" drop constraint \"qorm_not_null_a\"");
        }
    }

    static Stream<Dialect> withProcedures() {
        return TestDatabase.dialects().filter(dialect -> dialect == Dialect.POSTGRESQL || dialect.isMySqlFamily());
    }

    @ParameterizedTest
    @MethodSource("withProcedures")
    void proceduresAndEventsAreCalledWhatTheyAre(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            var procedure = "the procedure tidy is left out: qorm manages tables only";
            database.execute("create table t (id int primary key)");
            if (dialect == Dialect.POSTGRESQL) {
                database.execute("create procedure tidy() language sql as 'delete from t'");
            } else {
                database.execute("create procedure tidy() delete from t");
            }
            var hasEvents = dialect != Dialect.POSTGRESQL
                    && !database.query("select @@event_scheduler").equals(List.of(List.of("DISABLED")));
            if (hasEvents) {
                database.execute("create event nightly on schedule every 1 day do delete from t");
            }

            assertThat(Remark.lines(
                            InspectTest.inspect(project, database, false).remarks()))
                    .containsAll(
                            hasEvents
                                    ? List.of("the event nightly is left out: qorm manages tables only", procedure)
                                    : List.of(procedure));
        }
    }

    @Test
    void whatIsTheSameOfManyTablesIsSaidOnce() {
        var remarks = List.of(
                new Remark("a", "table", "is odd; alter table `a` mends it", null),
                new Remark("b", "table", "is odd; alter table `b` mends it", null),
                new Remark("b", "table", "is kept", null));

        assertThat(Remark.lines(remarks))
                .containsExactly("a, b: the table is odd; alter table … mends it", "b: the table is kept");
    }

    private static List<String> more(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL ->
                List.of(
                        "create domain price as numeric(9,2) default 1 not null check (value > 0)",
                        "create table t (id int primary key, a text, b price)",
                        "create index t_a on t (a collate \"C\", id)",
                        "create index t_plain on t (a, id)",
                        "create rule quiet as on delete to t do instead nothing",
                        "alter table t enable row level security");
            case H2 ->
                List.of(
                        "create schema other",
                        "create table other.p (id int primary key)",
                        "create table t (id int primary key, a int, \"b\" int, constraint t_b unique nulls not distinct"
                                + " (\"b\"), constraint t_p foreign key (a) references other.p (id))",
                        "create memory table \"sys\" (id int primary key, a int)",
                        "create hash index sys_a on \"sys\" (a)");
            case MARIADB ->
                List.of(
                        "create table t (id int, a varchar(99) compressed, b text compressed, s date, e date, period for"
                                + " p (s, e), primary key (id, p without overlaps))",
                        "set sql_mode = 'ANSI_QUOTES'",
                        "create table z (id int primary key, d date not null default '0000-00-00')");
            case MYSQL ->
                List.of(
                        "create table t (id int primary key, a point not null srid 4326)",
                        "set sql_mode = 'ANSI_QUOTES'",
                        "create table z (id int primary key, d datetime not null default '0000-00-00')");
            case SQLITE ->
                List.of(
                        "create table t (id text primary key, n int)",
                        "create table u (id text primary key) without rowid",
                        "create table v (id integer primary key)");
        };
    }

    private static List<String> moreSaid(Dialect dialect) {
        var zero =
                ", a date that qorm's sessions refuse: run alter table `z` alter column `d` drop default, and inspect"
                        + " again";
        var inLowerCase =
                "has a name in lower case, which qorm writes without quotes and H2 does not find so; alter table ";
        return switch (dialect) {
            case POSTGRESQL ->
                List.of(
                        "t: the table has row level security; qorm treats it as one that has none",
                        "t: the column b is of the domain price; qorm treats it as one of numeric(9,2), without the domain's"
                                + " NOT NULL, DEFAULT 1, CHECK ((VALUE > (0)::numeric))",
                        "t: the index t_a is treated as a plain one; it is CREATE INDEX t_a ON public.t USING btree (a"
                                + " COLLATE \"C\", id)",
                        "the domain price is left out: qorm manages tables only",
                        "the rule quiet of t is left out: qorm manages tables only");
            case H2 ->
                List.of(
                        "sys: the table " + inLowerCase + "\"sys\" rename to \"SYS\"",
                        "t: the column b " + inLowerCase + "\"T\" alter column \"b\" rename to \"B\"",
                        "t: the unique constraint t_b is NULLS NOT DISTINCT; qorm treats it as one without that",
                        "t: the foreign key t_p refers to another schema; it is left out",
                        "sys: the index sys_a is a HASH INDEX; qorm treats it as a tree");
            case MARIADB ->
                List.of(
                        "t: the column a is compressed; qorm treats it as one that is not",
                        "t: the column b is compressed; qorm treats it as one that is not",
                        "z: the column d has the default '0000-00-00'" + zero,
                        "t: the key PRIMARY is without overlaps of the period p; qorm treats it as one of the plain columns");
            case MYSQL ->
                List.of(
                        "t: the column a has the spatial reference system 4326; qorm treats it as one that has none",
                        "z: the column d has the default 0000-00-00 00:00:00" + zero);
            case SQLITE ->
                List.of(
                        "t: the column id may be NULL, although it is in the primary key; qorm treats it as one that may"
                                + " not",
                        "u: the table has 'without rowid'; qorm treats it as one without that");
        };
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatModelsCannotSayIsSaid(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            more(dialect).forEach(database::execute);
            var remarks = InspectTest.inspect(project, database, false).remarks();
            assertThat(remarks)
                    .extracting(Remark::toString)
                    .filteredOn(remark -> !remark.contains(": the table has the collation "))
                    .containsExactlyElementsOf(moreSaid(dialect));
            remarks.stream()
                    .map(Remark::text)
                    .filter(text -> text.contains("alter table ") && !text.contains(" collation "))
                    .forEach(text -> database.execute(
                            text.replaceFirst(".*(?=alter table )", "").replace(", and inspect again", "")));
            assertThat(InspectTest.inspect(project, database, true).remarks())
                    .extracting(Remark::toString)
                    .noneMatch(remark -> remark.contains("in lower case") || remark.contains("qorm's sessions"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_TO_LOWER=TRUE", "DATABASE_TO_UPPER=FALSE", "CASE_INSENSITIVE_IDENTIFIERS=TRUE"})
    void namesInLowerCaseThatH2FindsAreNotSaid(String setting) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:h2:mem:;" + setting);
                var statement = connection.createStatement()) {
            statement.execute("create table \"sys\" (\"id\" int not null primary key)");
            assertThat(Introspector.read(connection, Dialect.H2, table -> true).remarks())
                    .isEmpty();
        }
    }

    private static List<String> dropped(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL ->
                List.of(
                        "create table t (id int generated by default as identity (start with 100 increment by 5))",
                        "create table v ()");
            case H2 ->
                List.of("create table t (id int generated by default as identity (start with 100 increment by 5),"
                        + " a int invisible, b timestamp default current_timestamp on update current_timestamp)");
            case MARIADB -> List.of("create table t (id int, key t_id_idx (id) ignored)");
            case MYSQL -> List.of("create table t (id int, key t_id_idx (id) invisible)");
            case SQLITE -> List.of("create table t (id int, \"a\nb\" int)", "create table \"u\nv\" (id int)");
        };
    }

    private static List<String> droppedSaid(Dialect dialect) {
        var counted = "t: the column id is counted from 100 by 5; qorm treats it as one that is counted from 1 by 1";
        var name =
                "has a name that is blank or has a line break or another control character, which models cannot have;"
                        + " it is left out";
        return switch (dialect) {
            case POSTGRESQL -> List.of(counted, "v: the table has no columns; it is left out");
            case H2 ->
                List.of(
                        counted,
                        "t: the column a is invisible; qorm treats it as one that is not",
                        "t: the column b is set to CURRENT_TIMESTAMP on update; qorm treats it as one that is not");
            case MARIADB -> List.of("t: the index t_id_idx is ignored; qorm treats it as one that is not");
            case MYSQL -> List.of("t: the index t_id_idx is invisible; qorm treats it as one that is not");
            case SQLITE -> List.of("t: the column a\\nb " + name, "u\\nv: the table " + name);
        };
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatIsDroppedIsSaid(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            dropped(dialect).forEach(database::execute);
            assertThat(TakeOverTest.takeOver(database, (old, made) -> {}))
                    .containsExactlyElementsOf(droppedSaid(dialect));
        }
    }
}
