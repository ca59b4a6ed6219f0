package dev.qorm.dialect;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.testing.TestDatabase;
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
