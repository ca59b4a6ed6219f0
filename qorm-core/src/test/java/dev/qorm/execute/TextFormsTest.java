package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.character;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.doublePrecision;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.real;
import static dev.qorm.schema.ColumnTypes.smallint;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.time;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.TypeFamily;
import dev.qorm.schema.TypeNames;
import dev.qorm.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A text becomes the same value of another type on every database, or is refused by all, before anything is done. */
class TextFormsTest {
    /**
     * What becomes of texts in a column.
     *
     * @param from the type before
     * @param to the type after
     * @param taken a text and what it becomes, by turns
     * @param refused texts that become nothing
     */
    private record Texts(ColumnType from, ColumnType to, List<String> taken, List<String> refused) {
        private List<String> takenTexts() {
            return IntStream.range(0, taken.size() / 2)
                    .mapToObj(i -> taken.get(2 * i))
                    .toList();
        }

        private List<String> values() {
            return IntStream.range(0, taken.size() / 2)
                    .mapToObj(i -> taken.get(2 * i + 1))
                    .toList();
        }

        /** The blanks that fill a {@code char} are no part of its value. */
        private Texts in(ColumnType type) {
            return new Texts(
                    type,
                    to,
                    taken,
                    refused.stream()
                            .filter(text -> !(type instanceof ColumnType.Char) || text.equals(text.stripTrailing()))
                            .toList());
        }

        @Override
        public String toString() {
            return TypeNames.of(from) + " -> " + TypeNames.of(to);
        }
    }

    private static Texts to(ColumnType type, List<String> taken, String... refused) {
        return new Texts(varchar(80), type, taken, List.of(refused));
    }

    private static final Texts DAYS = to(
            date(),
            List.of(
                    "2026-01-31", "2026-01-31",
                    "2024-02-29", "2024-02-29",
                    "2000-02-29", "2000-02-29",
                    "2026-04-30", "2026-04-30",
                    "0001-01-01", "0001-01-01",
                    "1582-10-10", "1582-10-10",
                    "9999-12-31", "9999-12-31"),
            "20260131",
            "03:04:05",
            "2026-1-5",
            "2026-02-30",
            "2026-04-31",
            "2023-02-29",
            "1900-02-29",
            "2026-00-01",
            "2026-01-00",
            "2026-13-01",
            "0000-01-01",
            "12026-01-01",
            "-2026-01-31",
            "+2026-01-31",
            " 2026-01-31",
            "2026-01-31 ",
            "2026-01-31\n",
            "\n2026-01-31",
            "x\n2026-01-31",
            "2026-01-31\nx",
            "2026-01-31 00:00:00",
            "2026-01-31T00:00:00",
            "2026-01-31Z",
            "2026/01/31",
            "2026.01.31",
            "31.01.2026",
            "01/02/2026",
            "26-01-31",
            "2026-01",
            "2026-031",
            "January 8, 2026",
            "٢٠٢٦-٠١-٣١",
            "today",
            "infinity",
            "0",
            "");

    private static final Texts INSTANTS = to(
            timestampWithTimeZone(),
            List.of(
                    "2026-01-31 03:04:05+00:00", "2026-01-31 03:04:05",
                    "2026-01-31 03:04:05+00", "2026-01-31 03:04:05",
                    "2026-01-31 03:04:05-00:00", "2026-01-31 03:04:05",
                    "2026-01-31 03:04:05+02", "2026-01-31 01:04:05",
                    "2026-01-31 03:04:05-05:30", "2026-01-31 08:34:05",
                    "2026-01-31 03:04:05+14:00", "2026-01-30 13:04:05",
                    "2026-01-31T03:04:05Z", "2026-01-31 03:04:05",
                    "2026-01-31 03:04:05.5Z", "2026-01-31 03:04:05.5",
                    "2026-01-31T03:04:05.123456+02:00", "2026-01-31 01:04:05.123456",
                    "2026-12-31 23:59:59.999999-01:00", "2027-01-01 00:59:59.999999",
                    "2026-01-31 03:04:05.500000+00:00", "2026-01-31 03:04:05.5",
                    "0001-01-01 00:00:00+00:00", "0001-01-01 00:00:00",
                    "9999-12-31 23:59:59.999999+00:00", "9999-12-31 23:59:59.999999",
                    "9999-12-31 23:59:59+01:00", "9999-12-31 22:59:59"),
            "2026-01-31 03:04:05",
            "2026-01-31",
            "2026-01-31 03:04:05+0200",
            "2026-01-31 03:04:05+2",
            "2026-01-31 03:04:05 +00:00",
            "2026-01-31 03:04:05+00:00:00",
            "2026-01-31 03:04:05+15:00",
            "2026-01-31 03:04:05+02:60",
            "2026-01-31 03:04:05 UTC",
            "2026-01-31T03:04:05z",
            "2026-01-31t03:04:05Z",
            "2026-01-31 03:04:05ZZ",
            "2026-01-31 03:04:05+00Z",
            "2026-01-31 03:04:05Z+00",
            "2026-01-31  03:04:05Z",
            "2026-01-31 03:04:05.1234567+00:00",
            "2026-01-31 03:04:05.+00:00",
            "2026-01-31 03:04+00:00",
            "2026-01-31 24:00:00+00:00",
            "2026-02-30 00:00:00+00:00",
            "9999-12-31 23:59:59-01:00",
            "0001-01-01 00:00:00+01:00",
            "now",
            "",
            "20260131030405.000000"); // the last, since the guard of MariaDB and MySQL stays for it

    private static final Texts INTEGERS = to(
            integer(),
            List.of(
                    "5",
                    "5",
                    "-5",
                    "-5",
                    "+5",
                    "5",
                    "007",
                    "7",
                    "-0",
                    "0",
                    "2147483647",
                    "2147483647",
                    "-2147483648",
                    "-2147483648",
                    "000000000000000000000000000000007",
                    "7"),
            "2147483648",
            "-2147483649",
            "9999999999",
            "99999999999999999999999",
            " 5",
            "5 ",
            "5\n",
            "\t5",
            "1e3",
            "1.0",
            "1.5",
            "5.",
            "0x10",
            "0b1",
            "0o7",
            "1_000",
            "1,000",
            "--5",
            "+-5",
            "5L",
            "٣",
            "NaN",
            "abc",
            "+",
            "");

    private static final Texts DECIMALS = to(
            decimal(10, 2),
            List.of(
                    "5",
                    "5",
                    "1.5",
                    "1.5",
                    "-1.50",
                    "-1.5",
                    "+1.5",
                    "1.5",
                    "007.50",
                    "7.5",
                    "-0.00",
                    "0",
                    "1.5000",
                    "1.5",
                    "99999999.99",
                    "99999999.99",
                    "0099999999.990",
                    "99999999.99"),
            "1.005",
            "99999999.995",
            "100000000",
            "12345678901234567890",
            ".5",
            "5.",
            "1.5.5",
            "1e3",
            "1E-2",
            " 1.5",
            "1.5 ",
            "1,5",
            "1_000",
            "1.5f",
            "$5",
            "0x10",
            "NaN",
            "Infinity",
            "-",
            "");

    private static final List<Texts> ALL = List.of(
            DAYS,
            INSTANTS,
            INTEGERS,
            DECIMALS,
            DAYS.in(text()),
            DAYS.in(character(60)),
            INSTANTS.in(text()),
            INSTANTS.in(character(60)),
            INTEGERS.in(text()),
            INTEGERS.in(character(60)),
            DECIMALS.in(text()),
            DECIMALS.in(character(60)),
            to(
                    time(),
                    List.of(
                            "03:04:05", "03:04:05",
                            "00:00:00", "00:00:00",
                            "03:04:05.5", "03:04:05.5",
                            "03:04:05.500", "03:04:05.5",
                            "03:04:05.000000", "03:04:05",
                            "23:59:59.999999", "23:59:59.999999"),
                    "03:04:05.1234567",
                    "03:04:05.0000000",
                    "03:04:05.",
                    "03:04:05,5",
                    "24:00:00",
                    "25:00:00",
                    "23:60:00",
                    "23:59:60",
                    "-01:00:00",
                    "800:00:00",
                    "1 01:00:00",
                    "12:30",
                    "3:04:05",
                    "030405",
                    "3",
                    " 03:04:05",
                    "03:04:05 ",
                    "03:04:05\n",
                    "03:04:05Z",
                    "03:04:05+02:00",
                    "2026-01-31 03:04:05",
                    "03:04 PM",
                    "allballs",
                    ""),
            to(
                    time(0),
                    List.of("03:04:05", "03:04:05", "03:04:05.000000", "03:04:05"),
                    "03:04:05.5",
                    "23:59:59.9",
                    "03:04:05.0000001"),
            to(
                    time(3),
                    List.of("03:04:05.123", "03:04:05.123", "03:04:05.123000", "03:04:05.123"),
                    "03:04:05.1239",
                    "03:04:05.1230000"),
            to(
                    timestamp(),
                    List.of(
                            "2026-01-31 03:04:05", "2026-01-31 03:04:05",
                            "2026-01-31T03:04:05", "2026-01-31 03:04:05",
                            "2026-01-31 03:04:05.5", "2026-01-31 03:04:05.5",
                            "2026-01-31T03:04:05.123450", "2026-01-31 03:04:05.12345",
                            "0001-01-01 00:00:00", "0001-01-01 00:00:00",
                            "9999-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999"),
                    "2026-01-31 03:04:05.1234567",
                    "2026-01-31 24:00:00",
                    "2026-01-31 23:59:60",
                    "2026-01-31 12:30",
                    "2026-01-31",
                    "20260131030405",
                    "20260131T030405",
                    "2026-01-31 03:04:05Z",
                    "2026-01-31 03:04:05+02:00",
                    "2026-01-31  03:04:05",
                    "2026-01-31t03:04:05",
                    "2026-1-5 3:4:5",
                    "2026-02-30 00:00:00",
                    "0000-00-00 00:00:00",
                    "03:04:05",
                    "now",
                    ""),
            to(timestamp(0), List.of("2026-12-31 23:59:59.000000", "2026-12-31 23:59:59"), "2026-12-31 23:59:59.9"),
            to(
                    bool(),
                    List.of(
                            "true", "1", "TRUE", "1", "True", "1", "t", "1", "T", "1", "yes", "1", "YES", "1", "y", "1",
                            "1", "1", "false", "0", "False", "0", "f", "0", "no", "0", "N", "0", "0", "0"),
                    "2",
                    "-1",
                    "on",
                    "off",
                    "tr",
                    "ye",
                    "fal",
                    "1.0",
                    "01",
                    " true",
                    "true ",
                    "true\n",
                    "null",
                    "oui",
                    ""),
            to(
                    bigint(),
                    List.of(
                            "9223372036854775807",
                            "9223372036854775807",
                            "-9223372036854775808",
                            "-9223372036854775808",
                            "9007199254740993",
                            "9007199254740993"),
                    "9223372036854775808",
                    "-9223372036854775809",
                    "1e3",
                    "10000000000000000000"),
            to(smallint(), List.of("32767", "32767", "-32768", "-32768"), "32768", "-32769", "99999", "1e3"),
            to(decimal(10, 8), List.of("0.00000001", "0.00000001", "-12.5", "-12.5"), "0.000000001", "1E-8", "100"),
            to(decimal(10, 0), List.of("5", "5", "5.00", "5", "-9999999999", "-9999999999"), "5.1", "10000000000"),
            to(decimal(2, 2), List.of("0.25", "0.25", "-00.5", "-0.5", "0", "0"), "1", "1.25", "0.001"),
            to(
                    doublePrecision(),
                    List.of(
                            "5",
                            "5",
                            "-1.5",
                            "-1.5",
                            "+1.5",
                            "1.5",
                            "007.5",
                            "7.5",
                            "-0",
                            "0",
                            "0.1",
                            "0.1",
                            "1e3",
                            "1000",
                            "1.5E-7",
                            "0.00000015",
                            "1e+20",
                            "100000000000000000000",
                            "9.5e+007",
                            "95000000"),
                    ".5",
                    "5.",
                    "1e400",
                    "1e308",
                    "1e-308",
                    "1e0400",
                    "0e5",
                    "12e5",
                    "1e",
                    "e5",
                    "1e5.5",
                    "1e5e5",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "inf",
                    " 1.5",
                    "1.5 ",
                    "1,5",
                    "1_000",
                    "0x10",
                    "0x1p3",
                    "1d",
                    "1.5f",
                    ""),
            to(
                    real(),
                    List.of("1.5", "1.5", "0.1", "0.1", "1e37", "1" + "0".repeat(37)),
                    "1e38",
                    "1e-38",
                    "1e037",
                    "NaN"),
            to(
                    uuid(),
                    List.of(
                            "00000000-0000-4000-8000-00000000000a",
                            "00000000-0000-4000-8000-00000000000a",
                            "00000000-0000-4000-8000-0000000000AB",
                            "00000000-0000-4000-8000-0000000000ab"),
                    "0000000000004000800000000000000a",
                    "{00000000-0000-4000-8000-00000000000a}",
                    "urn:uuid:00000000-0000-4000-8000-00000000000a",
                    "0000-00000000-4000-8000-00000000000a",
                    "00000000-0000-4000-8000-00000000000g",
                    "00000000-0000-4000-8000-00000000000a ",
                    "0-0-0-0-a",
                    ""));

    static Stream<Arguments> texts() {
        return TestDatabase.dialects().flatMap(dialect -> ALL.stream().map(each -> Arguments.of(dialect, each)));
    }

    private static Operation change(Texts texts) {
        var before = column("c", texts.from()).nullable();
        return alterColumn("t", before, before.type(texts.to()));
    }

    /** @param first what comes before the change in its migration */
    private static MigrationSequence migrations(Texts texts, Operation first) {
        var text = column("c", texts.from()).nullable();
        return sequence(
                List.of(createTable("t", column("id", integer()), text, primaryKey("t_pkey", "id"))),
                List.of(first, change(texts)));
    }

    private static Operation oneMoreColumn() {
        return addColumn("t", column("d", integer()).nullable());
    }

    private static void insert(TestDatabase database, List<String> texts, int firstId) {
        try (var insert = database.connection().prepareStatement("insert into t (id, c) values (?, ?)")) {
            for (var i = 0; i < texts.size(); i++) {
                insert.setInt(1, firstId + i);
                insert.setString(2, texts.get(i));
                insert.execute();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text that a person is told to write. */
    private static String example(ExecutionException failure) {
        var message = String.valueOf(failure.getMessage());
        var start = ", written like ";
        var begin = message.indexOf(start) + start.length();
        return message.substring(begin, message.indexOf(", or does not fit", begin));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("texts")
    void theSameTextsAreTakenEverywhereAndAllOthersFoundBefore(Dialect dialect, Texts texts) {
        try (var database = TestDatabase.fresh(dialect)) {
            var sequence = migrations(texts, oneMoreColumn());
            var count = texts.refused().size();
            migrator(database).migrate(sequence, new MigrationId(1));
            insert(database, texts.refused(), 100);
            insert(database, texts.takenTexts(), 1);
            database.execute("insert into t (id) values (0)");

            var failure = catchThrowableOfType(
                    ExecutionException.class, () -> migrator(database).migrate(sequence, null));

            var type = TypeNames.of(texts.to());
            assertThat(failure)
                    .hasMessageStartingWith("Migration0002 was not begun, since rows are in the way:\n  '"
                            + change(texts).describe() + "' would be refused. Rows of t whose c is no " + type
                            + ", written like ");
            var query = failure.getMessage().lines().toList().get(2).strip();
            var found = database.query(query.replace("select *", "select id, c")).stream()
                    .collect(toMap(row -> Integer.parseInt(row.get(0)), row -> row.get(1)));
            assertThat(found.keySet())
                    .as("of %s", found)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(100, 100 + count).boxed().toList());
            assertThat(failure).hasMessageContaining(" or does not fit into it: " + count + "\n");

            database.execute("delete from t where id >= 100");
            insert(database, List.of(example(failure)), 99);
            migrator(database).migrate(sequence, null);
            database.execute("delete from t where id = 99");
            assertThat(values(database, texts)).isEqualTo(texts.values());
            assertThat(database.query("select c from t where id = 0").get(0)).containsOnlyNulls();
        }
    }

    /** Where nobody looks before, since a statement of a person's may change anything. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("texts")
    void theStatementItselfRefusesThem(Dialect dialect, Texts texts) {
        try (var database = TestDatabase.fresh(dialect)) {
            var sequence =
                    migrations(texts, runSql("delete from t where id < 0").reversedBy("delete from t"));
            migrator(database).migrate(sequence, new MigrationId(1));
            for (var text : texts.refused()) {
                database.execute("delete from t");
                insert(database, List.of(text), 1);

                assertThatThrownBy(() -> migrator(database).migrate(sequence, null))
                        .as("'%s'", text)
                        .isInstanceOf(ExecutionException.class)
                        .hasMessageContaining("failed at '" + change(texts).describe());
            }
            database.execute("delete from t");
            insert(database, texts.takenTexts(), 1);
            migrator(database).migrate(sequence, null);
            assertThat(values(database, texts)).isEqualTo(texts.values());
        }
    }

    /** What a database prints is a form that it reads, so that there is a way back and forth. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("texts")
    void valuesBecomeTextsThatBecomeTheSameValues(Dialect dialect, Texts texts) {
        try (var database = TestDatabase.fresh(dialect)) {
            var sequence = migrations(texts, oneMoreColumn());
            migrator(database).migrate(sequence, new MigrationId(1));
            insert(database, texts.takenTexts(), 1);
            migrator(database).migrate(sequence, null);

            migrator(database).rollback(sequence, null);
            migrator(database).migrate(sequence, null);

            assertThat(values(database, texts)).isEqualTo(texts.values());
        }
    }

    /** Also where the migration has no other operation, and the database would take it back. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aRollbackIsNotBegunEither(Dialect dialect) {
        var day = column("c", date()).nullable();
        var change = alterColumn("t", day, day.type(varchar(20)));
        var table = createTable("t", column("id", integer()), day, primaryKey("t_pkey", "id"));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence(List.of(table), List.of(change)), null);
            insert(database, List.of("2026-01-31", "soon"), 1);

            assertThatThrownBy(() -> migrator(database).rollback(sequence(List.of(table), List.of(change)), null))
                    .hasMessageStartingWith("rolling back Migration0002 was not begun, since rows are in the way:\n")
                    .hasMessageContaining(
                            "Rows of t whose c is no date, written like 2026-01-31, or does not fit into it: 1\n")
                    .hasMessageContaining("Or say behind '" + change.describe() + "' in the migration");

            var advised = change.reversedBySql("case when c = 'soon' then '2026-02-01' else c end");
            migrator(database).rollback(sequence(List.of(table), List.of(advised)), null);
            assertThat(database.query("select c from t order by id"))
                    .containsExactly(List.of("2026-01-31"), List.of("2026-02-01"));
        }
    }

    private static List<String> values(TestDatabase database, Texts texts) {
        var values = new ArrayList<String>();
        for (var row : database.query(
                "select " + shown(database.dialect(), texts.to()) + " from t where id between 1 and 99 order by id")) {
            values.add(plain(database.dialect(), texts.to(), row.get(0)));
        }
        return values;
    }

    private static String shown(Dialect dialect, ColumnType type) {
        if (type instanceof ColumnType.TimestampWithTimeZone
                && (dialect == Dialect.H2 || dialect == Dialect.POSTGRESQL)) {
            return "cast(c at time zone 'UTC' as varchar(40))";
        }
        return "cast(c as " + (dialect.isMySqlFamily() ? "char" : "varchar(80)") + ")";
    }

    private static String plain(Dialect dialect, ColumnType type, String value) {
        return switch (TypeFamily.of(type)) {
            case BOOL -> value.equalsIgnoreCase("true") || value.equals("1") ? "1" : "0";
            case FRACTION -> {
                var digits = type instanceof ColumnType.Real ? new MathContext(6) : MathContext.UNLIMITED;
                yield new BigDecimal(value).round(digits).stripTrailingZeros().toPlainString();
            }
            case TIME, TIMESTAMP, INSTANT -> {
                var time = value.replaceFirst("[+]00(:00)?$", "");
                yield dialect.isMySqlFamily()
                        ? time.replaceFirst("(:.*[.].*?)0+$", "$1").replaceFirst("[.]$", "")
                        : time;
            }
            case UUID -> dialect == Dialect.MYSQL ? value.toLowerCase(Locale.ROOT) : value; // a text, as it was written
            default -> value;
        };
    }
}
