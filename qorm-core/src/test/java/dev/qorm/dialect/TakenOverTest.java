package dev.qorm.dialect;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.dropCheck;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameIndex;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.operation.Operation;
import dev.qorm.schema.ForeignKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of tables whose keys and types have no name of their own, or one that the database changes by itself. */
class TakenOverTest {
    /** Each as a migration of its own, then all the way back. */
    private static void thereAndBack(Driven driven, Operation... operations) {
        for (var operation : operations) {
            driven.apply(operation).check();
        }
        var before = new ArrayList<>(List.of(operations));
        while (!before.isEmpty()) {
            driven.reverse(List.of(before.remove(before.size() - 1))).check();
        }
    }

    /** InnoDB names them after the table, and again when that is renamed; MySQL does so with checks. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void keysThatTheServerNamed(Dialect dialect) {
        try (var driven = new Driven(dialect)) {
            driven.takeOver(
                            "create table p (n varchar(20) primary key)",
                            "create table c (id int primary key, n varchar(20), m varchar(20), parent int, foreign key (n)"
                                    + " references p (n), foreign key (m) references p (n) on delete cascade, foreign key"
                                    + " (parent) references c (id), constraint c_chk_1 check (id > 0))",
                            "insert into p values ('a')",
                            "insert into c values (1, 'a', 'a', null), (2, 'a', null, 1)")
                    .check();
            var table = driven.schema().table("c");
            var key = table.foreignKeys().get("c_ibfk_2");
            var later = new ForeignKey(key.name(), List.of("m"), "q", List.of("n"), key.onDelete(), key.onUpdate());
            var check = table.checks().values().iterator().next();

            thereAndBack(
                    driven,
                    renameTable("c", "d"),
                    renameTable("p", "q"),
                    renameColumn("d", "n", "name"),
                    renameIndex("d", "parent", "d_parent"),
                    renameTable("d", "e"),
                    dropCheck("e", check),
                    dropForeignKey("e", later));
            assertThat(driven.query("select count(*) from c")).containsExactly(List.of("2"));
            assertThatThrownBy(() -> driven.run("insert into c values (0, null, null, null)"))
                    .hasMessageContaining("c_chk_1");
        }
    }

    /** The server lets go of the index that it made for a key when another one could do. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void theIndexThatTheServerMadeForAKeyStays(Dialect dialect) {
        try (var driven = new Driven(dialect)) {
            driven.takeOver(
                    "create table p (n int primary key)",
                    "create table c (id int primary key, n int, foreign key (n) references p (n))");
            var from = column("n", integer()).nullable();
            thereAndBack(
                    driven,
                    alterColumn("c", from, from.comment("of p")),
                    renameTable("c", "d"),
                    addColumn("d", column("more", integer()).nullable()));
            var key = driven.schema().table("c").foreignKeys().get("c_ibfk_1");
            driven.apply(
                            alterColumn("p", column("n", integer()), column("n", bigint())),
                            alterColumn("c", from, column("n", bigint()).nullable()))
                    .check();
            driven.apply(renameIndex("c", "n", "c_n"), dropForeignKey("c", key)).check();
        }
    }

    /** So it does where one comes that begins with the same columns. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void theIndexThatTheServerMadeForAKeyStaysBesideWiderOnes(Dialect dialect) {
        try (var driven = new Driven(dialect)) {
            driven.takeOver(
                    "create table room (n int primary key)",
                    "create table visit (day int, room_n int, nth int, primary key (day, room_n), foreign key (room_n)"
                            + " references room (n))",
                    "insert into room values (1)",
                    "insert into visit values (7, 1, 1)");
            var key = driven.schema().table("visit").primaryKey();
            driven.apply(dropPrimaryKey("visit", key), addPrimaryKey("visit", primaryKey(key.name(), "room_n", "day")))
                    .check();
            driven.reverse(List.of(
                            dropPrimaryKey("visit", key),
                            addPrimaryKey("visit", primaryKey(key.name(), "room_n", "day"))))
                    .check();
            thereAndBack(
                    driven,
                    createIndex("visit", index("visit_room", "room_n", "nth")),
                    addUnique("visit", unique("visit_nth", "room_n", "day", "nth")));
            assertThat(driven.query("select * from visit")).containsExactly(List.of("7", "1", "1"));
        }
    }

    /** An index over the beginnings of values, which no model has, is enough for a key of InnoDB. */
    @Test
    void aKeyThatNeedsNoIndexOfItsOwn() {
        try (var driven = new Driven(Dialect.MARIADB)) {
            driven.takeOver(
                    "create table p (n int primary key)",
                    "create table c (id int primary key, n int, s varchar(50), unique key c_n (n, s(9)), constraint c_p"
                            + " foreign key (n) references p (n))");
            thereAndBack(
                    driven,
                    dropForeignKey("c", driven.schema().table("c").foreignKeys().get("c_p")));
        }
    }

    /** A character counts one byte there, and four in a table of qorm. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aRowThatIsTooWideInMoreBytes(Dialect dialect) {
        try (var driven = new Driven(dialect)) {
            driven.takeOver("create table t (id int primary key, wide varchar(40000), k varchar(1000), key t_k (k),"
                    + " n int not null) character set latin1");
            thereAndBack(
                    driven,
                    addColumn("t", column("more", integer()).nullable()),
                    alterColumn(
                            "t", column("n", integer()), column("n", integer()).nullable()),
                    renameIndex("t", "t_k", "t_k2"),
                    renameColumn("t", "k", "l"),
                    renameTable("t", "u"));
        }
    }

    /** What the server itself converts, in UTC and without a loss; an enumeration by its texts and not by their places. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aTypeThatNoModelHas(Dialect dialect) {
        try (var driven = new Driven(dialect)) {
            driven.takeOver(
                    "create table t (id int primary key, placed timestamp(6) null, n tinyint unsigned, s set('a', 'b'),"
                            + " state tinyint unsigned)",
                    "set time_zone = '+05:00'",
                    "insert into t values (1, '2020-01-01 05:00:00.123456', 200, 'a', 2)",
                    "set time_zone = '+00:00'");
            var operations = List.<Operation>of(
                    alterColumn(
                            "t",
                            column("placed", nativeType("timestamp(6)")).nullable(),
                            column("placed", timestampWithTimeZone()).nullable()),
                    alterColumn(
                            "t",
                            column("n", nativeType("tinyint unsigned")).nullable(),
                            column("n", integer()).nullable()),
                    alterColumn(
                            "t",
                            column("s", nativeType("set('a','b')")).nullable(),
                            column("s", enumeration("b", "a")).nullable()),
                    alterColumn(
                            "t",
                            column("state", nativeType("tinyint unsigned")).nullable(),
                            column("state", enumeration("1", "3", "2")).nullable()));
            var before = driven.query("select placed, n, s, state from t");
            driven.apply(operations).check();
            assertThat(driven.query("select placed, n, s, state from t")).isEqualTo(before);
            assertThat(before).containsExactly(List.of("2020-01-01 00:00:00.123456", "200", "a", "2"));
            driven.reverse(operations).check();
            assertThat(driven.query("select placed, n, s, state from t")).isEqualTo(before);
        }
    }

    /** The name of the guard is what the server says. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aValueOfAnEnumerationThatIsNoneIsSaidInFull(Dialect dialect) {
        try (var driven = new Driven(dialect)) {
            driven.takeOver(
                    "create table t (id int primary key, state enum('a', 'b') not null)",
                    "insert into t values (1, 'a')");
            var alter =
                    alterColumn("t", column("state", enumeration("a", "b")), column("state", enumeration("b", "c")));

            assertThatThrownBy(() -> driven.apply(alter))
                    .hasMessageMatching("(?s).*['`.]state: no value of the enumeration['`].*");
        }
    }

    @Test
    void anEnumerationOfAnotherNameOnPostgresql() {
        try (var driven = new Driven(Dialect.POSTGRESQL)) {
            driven.takeOver(
                    "create type mood as enum ('good', 'bad')",
                    "create table t (id int primary key, a mood not null, b mood)",
                    "insert into t values (1, 'good', 'bad')");
            thereAndBack(
                    driven,
                    renameTable("t", "u"),
                    renameColumn("u", "a", "feeling"),
                    alterColumn(
                            "u",
                            column("feeling", enumeration("good", "bad")),
                            column("feeling", enumeration("bad", "good", "so-so"))),
                    renameColumn("u", "feeling", "state"));
            assertThat(driven.query("select a, b from t")).containsExactly(List.of("good", "bad"));
        }
    }

    @Test
    void keysWithoutANameOnSqlite() {
        try (var driven = new Driven(Dialect.SQLITE)) {
            driven.takeOver(
                    "create table p (id integer primary key, name varchar(20), unique (name))",
                    "create table c (id int not null, part int not null, p_id int references p (id), primary key (id,"
                            + " part))",
                    "insert into p values (1, 'a')");
            var unique = driven.schema().table("p").uniques().get("p_name_key");
            thereAndBack(
                    driven,
                    renameTable("p", "q"),
                    renameColumn("q", "name", "title"),
                    renameTable("c", "d"),
                    renameColumn("d", "part", "place"),
                    renameColumn("d", "p_id", "q_id"));
            driven.apply(renameTable("p", "q")).check();
            driven.apply(alterColumn(
                            "q",
                            column("name", varchar(20)).nullable(),
                            column("name", varchar(30)).nullable()))
                    .check();
            driven.apply(dropUnique("q", unique)).check();
            driven.run("insert into q values (2, 'a')");
        }
    }
}
