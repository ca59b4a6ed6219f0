package dev.qorm.dialect;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.TableElement;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that a model may have, as names of everything at once. */
class NamesTest {
    private static final List<String> NAMES = List.of(
            "author",
            "_x1",
            "order",
            "group",
            "user",
            "value",
            "key",
            "year",
            "rownum",
            "table",
            "limit",
            "end",
            "date",
            "Author",
            "lineItem",
            "two words",
            "größe",
            "a\"b",
            "it's",
            "a.b",
            "q?",
            "{0}",
            "1st",
            "-- x",
            "current_user");

    static Stream<Arguments> namesOnEachDatabase() {
        return TestDatabase.dialects().flatMap(dialect -> NAMES.stream().map(name -> Arguments.of(dialect, name)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("namesOnEachDatabase")
    void areKeptThereAndBack(Dialect dialect, String name) {
        var plain = column(name, ColumnTypes.varchar(20));
        var added = column(name + "_2", ColumnTypes.enumeration("A")).nullable();
        var changes = List.<Operation>of(
                addColumn(name, added),
                alterColumn(name, plain, plain.type(ColumnTypes.varchar(30)).comment("c")));
        try (var database = new Driven(dialect)) {
            database.apply(createTable(
                            name,
                            column("id", ColumnTypes.integer()),
                            plain,
                            primaryKey(name + "_pk", "id"),
                            unique(name + "_uq", name),
                            index(name + "_ix", name),
                            check(name + "_ck", "id > 0")))
                    .check();

            database.apply(changes).check();

            database.reverse(changes).check();
        }
    }

    /** The capital of a Turkish "i" is another letter, and then "primary" is no keyword. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void areKeptInTurkishToo(Dialect dialect) {
        var locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            areKeptThereAndBack(dialect, "primary");
        } finally {
            Locale.setDefault(locale);
        }
    }

    /** With H2 in the tests and another database in production, no single way to write them would do. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void mayBeReservedInOneDatabaseAndStandInExpressionsWithQuotesAndWithout(Dialect dialect) {
        var words = ReservedWords.ALL.stream()
                .filter(word -> dialect != Dialect.SQLITE || !word.equals("returning")) // refused, with a remedy
                .sorted()
                .toList();
        for (var from = 0; from < words.size(); from += 60) {
            var parts = new ArrayList<TableElement>();
            parts.add(column("id", ColumnTypes.integer()));
            for (var word : words.subList(from, Math.min(from + 60, words.size()))) {
                parts.add(column(word, ColumnTypes.integer()));
                parts.add(check("ck_" + word, word + " > 0 and (id is null or id <> " + word + ")"));
                parts.add(check("ck_" + word + "_quoted", '"' + word + "\" < 100"));
            }
            try (var database = new Driven(dialect)) {
                database.apply(createTable("words", parts.toArray(TableElement[]::new)))
                        .check();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void mayBecomeReservedWhereExpressionsMentionThem(Dialect dialect) {
        for (var word : List.of("rank", "index", "desc")) {
            var place = column("place", ColumnTypes.integer());
            var change = List.<Operation>of(renameColumn("runner", "place", word));
            try (var database = new Driven(dialect)) {
                database.apply(createTable(
                                "runner",
                                column("id", ColumnTypes.integer()),
                                place,
                                column("ahead", ColumnTypes.integer()).generatedAs("place - 1"),
                                check("from_one", "place > 0")))
                        .run("insert into runner (id, place) values (1, 3)");

                database.apply(change).check();
                assertThat(database.query("select ahead from runner")).containsExactly(List.of("2"));
                assertThatThrownBy(() -> database.run("insert into runner (id, "
                                + (dialect == Dialect.H2 ? word : '"' + word + '"') + ") values (2, 0)"))
                        .hasMessageMatching("(?is).*from_one.*");

                database.reverse(change).check();
                assertThat(database.query("select place, ahead from runner")).containsExactly(List.of("3", "2"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void mayBeTypedPlainlyByAPerson(Dialect dialect) {
        // Names of tables are names of files there.
        var table = dialect.isMySqlFamily() ? "line_item" : "LINE_ITEM";
        try (var database = new Driven(dialect)) {
            database.apply(createTable("line_item", column("article_no", ColumnTypes.integer())))
                    .run("insert into line_item (article_no) values (7)", "INSERT INTO " + table + " VALUES (8)");

            assertThat(database.query("select article_no from " + table + " order by Article_No"))
                    .containsExactly(List.of("7"), List.of("8"));
        }
    }
}
