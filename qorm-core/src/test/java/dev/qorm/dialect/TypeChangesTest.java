package dev.qorm.dialect;

import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeNames;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A column with a value and with NULL, from each type to each. */
class TypeChangesTest {
    /**
     * A value that has a meaning in the type.
     *
     * @param spelled as a text that any of the other types could be read from
     */
    private record Sample(ColumnType type, String spelled) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample(ColumnTypes.bool(), "true"),
            new Sample(ColumnTypes.smallint(), "1"),
            new Sample(ColumnTypes.integer(), "1"),
            new Sample(ColumnTypes.bigint(), "1"),
            new Sample(ColumnTypes.real(), "1"),
            new Sample(ColumnTypes.doublePrecision(), "1"),
            new Sample(ColumnTypes.decimal(10, 2), "1"),
            new Sample(ColumnTypes.character(40), "1"),
            new Sample(ColumnTypes.varchar(60), "1"),
            new Sample(ColumnTypes.text(), "1"),
            new Sample(ColumnTypes.enumeration("A", "B"), "B"),
            new Sample(ColumnTypes.enumeration("B", "A"), "B"),
            new Sample(ColumnTypes.date(), "2020-01-02"),
            new Sample(ColumnTypes.time(), "03:04:05"),
            new Sample(ColumnTypes.timestamp(), "2020-01-02 03:04:05"),
            new Sample(ColumnTypes.timestampWithTimeZone(), "2020-01-02 03:04:05+00:00"),
            new Sample(ColumnTypes.uuid(), "00000000-0000-0000-0000-000000000001"),
            new Sample(ColumnTypes.json(), "1"),
            new Sample(ColumnTypes.binary(16), "41"),
            new Sample(ColumnTypes.blob(), "41"));

    static Stream<Arguments> pairs() {
        return TestDatabase.dialects()
                .flatMap(dialect -> SAMPLES.stream()
                        .flatMap(from -> SAMPLES.stream()
                                .filter(to -> !to.type().equals(from.type()) && isPossible(from, to))
                                .map(to -> Arguments.of(dialect, from, to))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "character varying(9)[]; {abcd}; character varying(3)[]; {abc}",
                "text[]; {abcd}; char(3)[]; {abc}",
                "text[]; {abcd}; char[]; {a}",
                "varchar(9) collate \"C\"; abcd; VARCHAR (3) collate \"C\"; abc",
                "bit varying(9); 1010; bit varying(3); 10",
                "varbit; 1010; bit(3); 101"
            })
    void neverCutsAValueOfATypeThatOnlyPostgresqlHas(String from, String tooLong, String to, String fitting) {
        var before = column("c", ColumnTypes.nativeType(from));
        var change = alterColumn("t", before, before.type(ColumnTypes.nativeType(to)));
        try (var database = new Driven(Dialect.POSTGRESQL)) {
            database.create(Table.of("t", before)).run("insert into t values ('" + tooLong + "')");

            assertThatThrownBy(() -> database.apply(change)).isInstanceOf(IllegalStateException.class);

            assertThat(database.query("select c from t")).containsExactly(List.of(tooLong));
            database.run("update t set c = '" + fitting + "'").apply(change).check();
            assertThat(database.query("select c from t")).containsExactly(List.of(fitting));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "integer array; array[1, 5000000]; bigint array[9]; [1, 5000000]",
                "integer array[4]; array[1, 2]; varchar(3) array; [1, 2]",
                "varchar(9) array; array[`abc`]; varchar(3) array; [abc]"
            })
    void keepsArraysOfH2(String from, String value, String to, String shown) {
        var before = column("c", ColumnTypes.nativeType(from));
        try (var database = new Driven(Dialect.H2)) {
            database.create(Table.of("t", before)).run("insert into t values (" + value.replace('`', '\'') + ")");

            database.apply(alterColumn("t", before, before.type(ColumnTypes.nativeType(to))))
                    .check();

            assertThat(database.query("select cast(c as varchar) from t")).containsExactly(List.of(shown));
        }
    }

    @Test
    void neverCutsAnElementOfAnArrayOfH2() {
        var before = column("c", ColumnTypes.nativeType("varchar(9) array"));
        var change = alterColumn("t", before, before.type(ColumnTypes.nativeType("varchar(3) array")));
        try (var database = new Driven(Dialect.H2)) {
            database.create(Table.of("t", before)).run("insert into t values (array['abcd'])");

            assertThatThrownBy(() -> database.apply(change)).isInstanceOf(IllegalStateException.class);

            assertThat(database.query("select cast(c as varchar) from t")).containsExactly(List.of("[abcd]"));
        }
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @MethodSource("pairs")
    void keepsTheValues(Dialect dialect, Sample from, Sample to) {
        var before = column("c", from.type()).nullable();
        var change = alterColumn("t", before, before.type(to.type()));
        var spelled = isText(from.type()) ? to.spelled() : from.spelled();
        try (var database = new Driven(dialect)) {
            database.create(Table.of("t", column("id", ColumnTypes.integer()), before, primaryKey("t_pk", "id")));
            database.run(
                    "insert into t values (1, " + literal(dialect, from.type(), spelled) + ")",
                    "insert into t values (2, null)");

            database.apply(change).check();

            var rows = database.query("select id, c from t order by id");
            assertThat(rows.get(0).get(1)).isNotNull();
            assertThat(rows.get(1).get(1)).isNull();
        }
    }

    static Stream<Arguments> inventions() {
        return TestDatabase.dialects()
                .flatMap(dialect -> Stream.of(
                        Arguments.of(dialect, ColumnTypes.enumeration("A", "B"), "B", ColumnTypes.integer()),
                        Arguments.of(dialect, ColumnTypes.integer(), "2", ColumnTypes.enumeration("A", "B")),
                        Arguments.of(dialect, ColumnTypes.integer(), "2", ColumnTypes.enumeration("1", "2")),
                        Arguments.of(dialect, ColumnTypes.enumeration("1", "2"), "2", ColumnTypes.smallint()),
                        Arguments.of(dialect, ColumnTypes.enumeration("1", "2"), "2", ColumnTypes.bool()),
                        Arguments.of(dialect, ColumnTypes.bigint(), "20260131", ColumnTypes.date()),
                        Arguments.of(dialect, ColumnTypes.bigint(), "20260131", ColumnTypes.timestamp()),
                        Arguments.of(dialect, ColumnTypes.integer(), "20260131", ColumnTypes.timestampWithTimeZone()),
                        Arguments.of(dialect, ColumnTypes.decimal(10, 0), "30405", ColumnTypes.time(0)),
                        Arguments.of(dialect, ColumnTypes.decimal(10, 0), "1", ColumnTypes.bool()),
                        Arguments.of(dialect, ColumnTypes.integer(), "65", ColumnTypes.binary(9)),
                        Arguments.of(dialect, ColumnTypes.integer(), "1", ColumnTypes.json()),
                        Arguments.of(dialect, ColumnTypes.time(0), "03:04:05", ColumnTypes.timestamp())));
    }

    @ParameterizedTest(name = "{0}: {1} {2} -> {3}")
    @MethodSource("inventions")
    void inventsNothing(Dialect dialect, ColumnType from, String spelled, ColumnType to) {
        var before = column("c", from).nullable();
        try (var database = new Driven(dialect)) {
            database.create(Table.of("t", before)).run("insert into t values ('" + spelled + "')");

            assertThatThrownBy(() -> database.apply(alterColumn("t", before, before.type(to))))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(database.check().query("select c from t")).containsExactly(List.of(spelled));
            database.run("delete from t", "insert into t values (null)")
                    .apply(alterColumn("t", before, before.type(to)))
                    .check();
        }
    }

    /** Families that turn into each other; to and from a text everything does, by what it spells. */
    private static final List<Set<String>> POSSIBLE = List.of(
            Set.of("bool", "smallint", "integer", "bigint"),
            Set.of("smallint", "integer", "bigint", "real", "double", "decimal(10,2)"),
            Set.of("enumeration[A, B]", "enumeration[B, A]"),
            Set.of("binary(16)", "blob"),
            Set.of("date", "timestamp", "timestamp with time zone"));

    private static final Set<String> TO_TIME = Set.of("timestamp", "timestamp with time zone");

    private static boolean isPossible(Sample from, Sample to) {
        var pair = List.of(TypeNames.of(from.type()), TypeNames.of(to.type()));
        return isText(from.type())
                || isText(to.type())
                || POSSIBLE.stream().anyMatch(family -> family.containsAll(pair))
                || (TO_TIME.contains(pair.get(0)) && pair.get(1).equals("time"));
    }

    static Stream<Arguments> meanings() {
        return TestDatabase.dialects()
                .flatMap(dialect -> Stream.of(
                        Arguments.of(dialect, ColumnTypes.bool(), "true", ColumnTypes.bigint(), "c = 1"),
                        Arguments.of(dialect, ColumnTypes.integer(), "2", ColumnTypes.bool(), "c = true"),
                        Arguments.of(
                                dialect,
                                ColumnTypes.enumeration("A", "B"),
                                "A",
                                ColumnTypes.enumeration("B", "A"),
                                "c = 'A'"),
                        Arguments.of(dialect, ColumnTypes.blob(), "c3a4", ColumnTypes.varchar(9), "c = 'ä'"),
                        Arguments.of(dialect, ColumnTypes.varchar(9), "ä", ColumnTypes.binary(9), "length(c) = 2"),
                        Arguments.of(
                                dialect, ColumnTypes.text(), "[1]", ColumnTypes.json(), "cast(c as varchar) = '[1]'"),
                        Arguments.of(
                                dialect,
                                ColumnTypes.timestampWithTimeZone(),
                                "2020-01-02 03:04:05+00:00",
                                ColumnTypes.timestamp(),
                                "c = timestamp '2020-01-02 03:04:05'"),
                        Arguments.of(
                                dialect,
                                ColumnTypes.varchar(22),
                                "2020-01-02 05:04:05+02",
                                ColumnTypes.timestampWithTimeZone(),
                                "c = timestamp with time zone '2020-01-02 03:04:05+00:00'"),
                        Arguments.of(
                                dialect,
                                ColumnTypes.text(),
                                "2020-01-02T03:04:05.000Z",
                                ColumnTypes.timestampWithTimeZone(),
                                "c = timestamp with time zone '2020-01-02 03:04:05+00:00'"),
                        Arguments.of(
                                dialect,
                                ColumnTypes.varchar(30),
                                "2020-01-02T03:04:05",
                                ColumnTypes.timestamp(),
                                "c = timestamp '2020-01-02 03:04:05'"),
                        Arguments.of(
                                dialect,
                                ColumnTypes.timestamp(),
                                "2020-01-02 03:04:05",
                                ColumnTypes.timestampWithTimeZone(),
                                "c = timestamp with time zone '2020-01-02 03:04:05+00:00'"),
                        Arguments.of(
                                dialect,
                                ColumnTypes.date(),
                                "2020-01-02",
                                ColumnTypes.timestampWithTimeZone(),
                                "c = timestamp with time zone '2020-01-02 00:00:00+00:00'")));
    }

    @ParameterizedTest(name = "{0}: {1} {2} -> {3}")
    @MethodSource("meanings")
    void meansTheSameInEveryDatabaseAndZone(
            Dialect dialect, ColumnType from, String spelled, ColumnType to, String expected) {
        var before = column("c", from).nullable();
        try (var database = new Driven(dialect)) {
            database.create(Table.of("t", before));
            database.run("insert into t values (" + literal(dialect, from, spelled) + ")");
            inAnotherTimeZone(database, dialect);

            database.apply(alterColumn("t", before, before.type(to)));

            assertThat(database.query("select count(*) from t where " + condition(dialect, inSqlOf(dialect, expected))))
                    .containsExactly(List.of("1"));
            if (!dialect.hasTransactionalDdl()) {
                database.repeat();
                assertThat(database.query("select count(*) from t where " + inSqlOf(dialect, expected)))
                        .as("when a run that was killed did it already")
                        .containsExactly(List.of("1"));
            }
        }
    }

    private static void inAnotherTimeZone(Driven database, Dialect dialect) {
        if (dialect != Dialect.SQLITE) { // which has none
            database.run(
                    switch (dialect) {
                        case H2 -> "set time zone '+05:00'";
                        case MARIADB, MYSQL -> "set time_zone = '+05:00'";
                        default -> "set time zone 'Asia/Karachi'";
                    });
        }
    }

    /** In SQLite a time is a text. */
    private static String condition(Dialect dialect, String condition) {
        return dialect == Dialect.SQLITE ? condition.replaceAll("timestamp (with time zone )?'", "'") : condition;
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void neverCutsATextSilently(Dialect dialect) {
        for (var from : List.of(ColumnTypes.varchar(80), ColumnTypes.text(), ColumnTypes.bigint())) {
            var before = column("c", from).nullable();
            try (var database = new Driven(dialect)) {
                database.create(Table.of("t", before)).run("insert into t values ('12345678')");

                assertThatThrownBy(() -> database.apply(alterColumn("t", before, before.type(ColumnTypes.varchar(5)))))
                        .isInstanceOf(IllegalStateException.class);

                assertThat(database.check().query("select c from t")).containsExactly(List.of("12345678"));
            }
        }
    }

    /** PostgreSQL has them in another file when it has written them anew, while nobody could read them. */
    @Test
    void aTypeWithMoreRoomLeavesTheRowsOfPostgresqlWhereTheyAre() {
        try (var database = new Driven(Dialect.POSTGRESQL)) {
            var name = column("name", ColumnTypes.varchar(10)).defaultValue("web");
            var price = column("price", ColumnTypes.decimal(10, 2));
            var at = column("at", ColumnTypes.timestamp(3));
            database.create(Table.of("t", name, price, at, index("t_name_idx", "name")))
                    .run("insert into t values ('web', 1, now())");
            var files = "select pg_relation_filenode('t'), pg_relation_filenode('t_name_idx')";
            var before = database.query(files);

            database.apply(
                            alterColumn("t", name, name.type(ColumnTypes.varchar(12))),
                            alterColumn("t", price, price.type(ColumnTypes.decimal(12, 2))),
                            alterColumn("t", at, at.type(ColumnTypes.timestamp())))
                    .check();
            assertThat(database.query(files)).isEqualTo(before);

            database.apply(alterColumn("t", name.type(ColumnTypes.varchar(12)), name.type(ColumnTypes.text())))
                    .check();
            assertThat(database.query(files).get(0).get(0))
                    .isEqualTo(before.get(0).get(0));
        }
    }

    private static boolean isText(ColumnType type) {
        return type instanceof ColumnType.Char || type instanceof ColumnType.Varchar || type instanceof ColumnType.Text;
    }

    private static String inSqlOf(Dialect dialect, String condition) {
        return dialect.isMySqlFamily()
                ? condition
                        .replace("as varchar)", "as char)")
                        .replace("timestamp with time zone", "timestamp")
                        .replace("+00:00", "")
                : condition;
    }

    private static String literal(Dialect dialect, ColumnType type, String spelled) {
        if (dialect.isMySqlFamily() && type instanceof ColumnType.Bool) {
            return spelled;
        }
        if (dialect.isMySqlFamily() && type instanceof ColumnType.TimestampWithTimeZone) {
            return "'" + spelled.replace("+00:00", "") + "'";
        }
        if (type instanceof ColumnType.Binary || type instanceof ColumnType.Blob) {
            return dialect == Dialect.POSTGRESQL ? "'\\x" + spelled + "'" : "X'" + spelled + "'";
        }
        if (type instanceof ColumnType.Bool) {
            return spelled;
        }
        return type instanceof ColumnType.Json && dialect == Dialect.H2
                ? "json '" + spelled + "'"
                : "'" + spelled + "'";
    }
}
