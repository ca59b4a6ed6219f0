package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Introspector;
import dev.qorm.introspect.Remark;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Table;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others than qorm make: an empty database that the models of such a one are migrated to works as that one does. */
class TakeOverTest {
    /** What inspect says; {@code check} is given the database and the one that was made of its models. */
    static List<String> takeOver(TestDatabase database, BiConsumer<TestDatabase, TestDatabase> check) {
        try (var project = TestProject.empty();
                var made = TestDatabase.fresh(database.dialect())) {
            var remarks = InspectTest.inspect(project, database, false).remarks();
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));
            Migrate.run(project.request(made.database(), Mode.RUN));
            check.accept(database, made);
            return remarks.stream().map(Remark::toString).toList();
        }
    }

    static void hasTheSame(String sql, TestDatabase one, TestDatabase other) {
        assertThat(other.query(sql)).isEqualTo(one.query(sql));
    }

    /** MySQL's catalog has each byte of an expression as a character, MariaDB's has question marks for emoji. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void expressionsKeepCharactersOfAllLanguages(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var isMySql = dialect.isMySqlFamily();
            database.execute("create table t (id int not null primary key, s varchar(20) not null,"
                    + " g varchar(40) generated always as ("
                    + (isMySql ? "concat(s, 'ä€😀???? ''')" : "s || 'ä€😀???? '''")
                    + (dialect == Dialect.H2 ? ")" : ") stored")
                    + ", e varchar(20) default '€😀?' not null, d varchar(20) default "
                    + (isMySql ? "(concat('ö', '€😀'))" : "('ö' || upper('€😀'))")
                    + ", constraint emoji check (s <> 'ä€😀')"
                    + ", constraint other_emoji check (s <> 'ä€😎'))"
                    + (isMySql ? " character set utf8mb4" : ""));
            var remarks = takeOver(database, (old, made) -> {
                old.execute("insert into t (id, s) values (1, 'ä€')");
                made.execute("insert into t (id, s) values (1, 'ä€')");
                hasTheSame("select * from t", old, made);
                assertThatThrownBy(() -> made.execute("insert into t (id, s) values (2, 'ä€😀')"))
                        .hasMessageMatching("(?is).*emoji.*");
                made.execute("insert into t (id, s) values (3, 'ä????')");
            });
            assertThat(remarks).allMatch(remark -> remark.contains(" has the collation "));
        }
    }

    /** Theirs can hold little and take much for one, and do so when they are changed; what qorm adds to them holds all. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void textsThatAreAddedToATableOfAnotherCharacterSetHoldAllCharacters(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            database.execute("create table t (id int not null primary key, name varchar(20), o_code varchar(5),"
                    + " unique key (o_code)) character set latin1");
            database.execute("create table u (id int not null primary key, o_code varchar(5) not null,"
                    + " constraint u_o foreign key (o_code) references t (o_code)) character set latin1");
            assertThat(InspectTest.inspect(project, database, false).remarks())
                    .extracting(Remark::toString)
                    .first(STRING)
                    .startsWith("t: the table has the collation latin1_swedish_ci instead of qorm's utf8mb4_")
                    .contains(
                            "_bin: its keys treat 'a' and 'A' as equal, and it can store only characters of latin1. To"
                                    + " convert it, run alter table `t` convert to character set utf8mb4 collate utf8mb4_")
                    .endsWith(
                            "_bin. Unique keys then distinguish 'a' from 'A'. Drop a foreign key over one of its texts before,"
                                    + " and add it again when both its tables are converted and its values are spelled alike");
            project.makeMigrations();
            assertThat(Migrate.run(project.request(database.database(), Mode.FAKE))
                            .remarks())
                    .hasSize(2);

            var u = project.read("shop.models.U");
            // Both ends of a foreign key keep what they have.
            project.write("shop.models.U", u.replaceFirst("(fields\\.\\w*ToOne[^;]*)", "$1.nullable()"));
            project.write(
                    "shop.models.T",
                    project.read("shop.models.T")
                            .replace("(\"name\", 20)", "(\"name\", 30)")
                            .replaceFirst("(?=fields\\.)", """
                                    fields.enumeration("state", "ä€", "日本").defaultValue("日本");
                                    fields.varchar("note", 9).defaultValue("日本😀");
                                    fields.text("more").nullable();
                                    """));
            assertThat(project.makeMigrations().hasChanges()).isTrue();
            Migrate.run(project.request(database.database(), Mode.RUN));

            database.execute("insert into t (id, name, more) values (1, 'Ada', '日本')");
            assertThat(database.query("select state, note, name, more from t where name = 'ada'"))
                    .containsExactly(List.of("日本", "日本😀", "Ada", "日本"));
            assertThat(Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                            .differences())
                    .isEmpty();
        }
    }

    /** With foreign_key_checks = 0, too, the server refuses to convert what a foreign key has. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void theTablesOfAForeignKeyAreConvertedAsItIsSaid(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table p (code varchar(5) primary key) character set latin1");
            database.execute("create table c (code varchar(5), constraint c_p foreign key (code) references p (code))"
                    + " character set latin1");
            database.execute("insert into p values ('a')");
            database.execute("insert into c values ('a')");
            var convert = " convert to character set utf8mb4 collate " + dialect.collation();
            assertThatThrownBy(() -> database.execute("alter table p" + convert))
                    .hasMessageContaining("foreign key constraint");

            database.execute("alter table c drop foreign key c_p");
            database.execute("alter table p" + convert);
            database.execute("alter table c" + convert);
            database.execute("alter table c add constraint c_p foreign key (code) references p (code)");
            database.execute("insert into p values ('A')");
        }
    }

    @Test
    void aTypeOfPostgresqlIsRenamedByTheScriptWhereOneColumnHasIt() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            database.execute("create type \"Mood\" as enum ('good', 'bad')");
            database.execute("create table t (id int primary key, a \"Mood\")");
            var found = InspectTest.inspect(project, database, false);

            assertThat(found.remarks())
                    .extracting(Remark::remedy)
                    .containsExactly("alter type \"Mood\" rename to \"t.a\"");
            assertThat(found.remedies()).hasContent("alter type \"Mood\" rename to \"t.a\";");
        }
    }

    @Test
    void theTablesOfAModuleOfSqliteAreLeftOut() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            database.execute("create table docs_more (id int not null primary key)");
            database.execute("create virtual table docs using fts5(title, body)");
            database.execute("create virtual table old using fts4(title)");
            database.execute("create virtual table places using rtree(id, a, b)");
            var remarks = takeOver(
                    database,
                    (old, made) -> assertThat(made.introspect().tables())
                            .extracting(Table::name)
                            .containsExactly("docs_more"));
            assertThat(remarks)
                    .contains(
                            "the virtual table docs is left out: qorm manages plain tables only",
                            "the shadow table docs_data is left out: qorm manages plain tables only")
                    .hasSize(16);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB")
    void whatIsNoPlainTableIsSaid(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table plain (id int primary key)");
            database.execute("create table old_and_new (id int primary key) with system versioning");
            database.execute("create sequence numbers");
            assertThat(takeOver(database, (old, made) -> {}))
                    .containsExactly(
                            "the sequence numbers is left out: qorm manages tables only",
                            "the system-versioned table old_and_new is left out: qorm manages plain tables only");
        }
    }

    /** To PostgreSQL these are two kinds of things. */
    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void aForeignKeyAndAnIndexOfOneName(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            database.execute("create table a (id int primary key)");
            database.execute("create table b (id int primary key, a_id int not null, constraint b_a foreign key (a_id)"
                    + " references a (id))");
            database.execute("create index b_a on b (a_id)");
            var remark = InspectTest.inspect(project, database, false).remarks().get(0);
            assertThat(remark.toString()).contains("Rename it: alter index \"b_a\" rename to \"b_b_a\", before mvn");
            project.makeMigrations();
            database.execute("alter index \"b_a\" rename to \"b_b_a\"");

            Migrate.run(project.request(database.database(), Mode.FAKE));
            assertThat(Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                            .differences())
                    .isEmpty();
        }
    }

    /** H2 keeps a default as it was written. */
    @Test
    void aFlagWhoseDefaultIsANumber() {
        try (var database = TestDatabase.fresh(Dialect.H2);
                var project = TestProject.empty()) {
            database.execute("create table t (id int primary key, is_new boolean default 1, is_old bit default 0)");
            InspectTest.inspect(project, database, false);

            assertThat(project.read("shop.models.T"))
                    .contains(".defaultValue(true)", ".defaultValue(false)")
                    .doesNotContain("defaultExpression");
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));
            assertThat(Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                            .differences())
                    .isEmpty();
        }
    }

    /** A tinyint(1) is a boolean where nothing tells that it is a number: the server takes it for the same type. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aForeignKeyFromATinyintThatShowsOneDigit(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute(
                    "create table kind (id tinyint not null primary key, is_old tinyint(1) not null default 1)");
            database.execute(
                    "create table a (id int not null primary key, kind_id tinyint(1) not null default 1 unique,"
                            + " constraint a_kind foreign key (kind_id) references kind (id))");
            database.execute("create table b (kind_id tinyint(1) not null primary key, constraint b_a foreign key"
                    + " (kind_id) references a (kind_id))");
            takeOver(database, (old, made) -> {
                assertThat(made.introspect()).isEqualTo(old.introspect());
                made.execute("insert into kind (id) values (100)");
                made.execute("insert into a (id, kind_id) values (1, 100)");
                made.execute("insert into b values (100)");
                assertThat(made.introspect().table("kind").column("is_old").type())
                        .isEqualTo(ColumnTypes.bool());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void keysOfATableInMemory(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            database.execute(
                    "create table t (id int not null primary key, a int not null, key t_a (a)) engine = memory");
            InspectTest.inspect(project, database, false);
            project.makeMigrations();
            database.execute("alter table t engine = InnoDB");

            Migrate.run(project.request(database.database(), Mode.FAKE));
            assertThat(database.introspect().table("t").primaryKey()).isNotNull();
        }
    }

    @Test
    void whatATypeOfSqliteLosesIsSaid() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            database.execute(
                    "create table t (id int not null primary key, a number(10,2), b numeric, c default 3, d blob default 'x',"
                            + " e decimal(5), f blob default x'00ff', g as (id + 1), h money)");
            var remarks = takeOver(database, (old, made) -> {
                old.execute("insert into t (id) values (1)");
                made.execute("insert into t (id) values (1)");
                hasTheSame("select *, typeof(c), typeof(d), typeof(f), hex(f) from t", old, made);
                assertThat(made.introspect().table("t").columns().get("a").type())
                        .isEqualTo(ColumnTypes.decimal(10, 2));
            });
            assertThat(remarks)
                    .containsExactly(
                            "t: the column b has the type 'numeric'; qorm treats it as decimal(65,30)",
                            "t: the column c has no type; qorm treats it as a blob, which also accepts any value",
                            "t: the column g has no type; qorm treats it as a blob, which also accepts any value",
                            "t: the column g is a virtual computed column; qorm treats it as stored");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_TO_LOWER=TRUE", "DATABASE_TO_UPPER=FALSE"})
    void typesAreThoseOfQormWhateverTheirCase(String setting) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:h2:mem:;" + setting);
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table t (id bigint generated by default as identity primary key, a varchar(40),"
                            + " b boolean, c numeric(5, 2), d timestamp with time zone, e enum('x', 'y'), f character large object)");
            assertThat(Introspector.read(connection, Dialect.H2, table -> true)
                            .schema()
                            .table("t")
                            .columns()
                            .values())
                    .extracting(Column::type)
                    .containsExactly(
                            ColumnTypes.bigint(),
                            ColumnTypes.varchar(40),
                            ColumnTypes.bool(),
                            ColumnTypes.decimal(5, 2),
                            ColumnTypes.timestampWithTimeZone(),
                            ColumnTypes.enumeration("x", "y"),
                            ColumnTypes.text());
        }
    }
}
