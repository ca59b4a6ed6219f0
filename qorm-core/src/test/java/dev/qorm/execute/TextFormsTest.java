package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.time;
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
    private static final List<SpelledValues> ALL = Stream.of(SpelledTimes.ALL, SpelledNumbers.ALL, SpelledWords.ALL)
            .flatMap(List::stream)
            .toList();

    static Stream<Arguments> texts() {
        return TestDatabase.dialects().flatMap(dialect -> ALL.stream().map(each -> Arguments.of(dialect, each)));
    }

    private static Operation change(SpelledValues texts) {
        var before = column("c", texts.from()).nullable();
        return alterColumn("t", before, before.type(texts.to()));
    }

    /** @param first what comes before the change in its migration */
    private static MigrationSequence migrations(SpelledValues texts, Operation first) {
        var text = column("c", texts.from()).nullable();
        return sequence(
                List.of(createTable("t", column("id", integer()), text, primaryKey("t_pkey", "id"))),
                List.of(first, change(texts)));
    }

    private static Operation oneMoreColumn() {
        return addColumn("t", column("d", integer()).nullable());
    }

    static void insert(TestDatabase database, List<String> texts, int firstId) {
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
    void theSameTextsAreTakenEverywhereAndAllOthersFoundBefore(Dialect dialect, SpelledValues texts) {
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
                    .hasMessageStartingWith("Migration0002 was not started, because rows are in the way:\n  '"
                            + change(texts).describe() + "' would be refused. Rows of t whose c is not a valid " + type
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
    void theStatementItselfRefusesThem(Dialect dialect, SpelledValues texts) {
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
    void valuesBecomeTextsThatBecomeTheSameValues(Dialect dialect, SpelledValues texts) {
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
    void aRollbackIsNotStartedEither(Dialect dialect) {
        var day = column("c", date()).nullable();
        var change = alterColumn("t", day, day.type(varchar(20)));
        var table = createTable("t", column("id", integer()), day, primaryKey("t_pkey", "id"));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence(List.of(table), List.of(change)), null);
            insert(database, List.of("2026-01-31", "soon"), 1);

            assertThatThrownBy(() -> migrator(database).rollback(sequence(List.of(table), List.of(change)), null))
                    .hasMessageStartingWith(
                            "rolling back Migration0002 was not started, because rows are in the way:\n")
                    .hasMessageContaining(
                            "Rows of t whose c is not a valid date, written like 2026-01-31, or does not fit into it: 1\n")
                    .hasMessageContaining("Or add to '" + change.describe() + "' in the migration");

            var advised = change.reversedBySql("case when c = 'soon' then '2026-02-01' else c end");
            migrator(database).rollback(sequence(List.of(table), List.of(advised)), null);
            assertThat(database.query("select c from t order by id"))
                    .containsExactly(List.of("2026-01-31"), List.of("2026-02-01"));
        }
    }

    private static List<String> values(TestDatabase database, SpelledValues texts) {
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
