package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.diff.Rename;
import dev.qorm.testing.TestProject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in {@code -Dqorm.rename} and {@code -Dqorm.backfill} that have characters which stand between names there. */
class QuotedNamesInAnswersTest {
    private final TestProject shop = TestProject.empty();

    @AfterEach
    void delete() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a:b", "a,b", "it's", "'a'", "sql(a", "a b", "none", "a''.':,b"})
    void whatIsOfferedIsTakenForAnyNames(String name) {
        shop.model(
                "Post",
                "fields.table().name(\"%s\");".formatted(name),
                "fields.date(\"day\").column(\"%s\");".formatted(name));
        shop.makeMigrations();
        var other = "new " + name;
        shop.model(
                "Post",
                "fields.table().name(\"%s\");".formatted(other),
                "fields.date(\"day\").column(\"%s\");".formatted(other));
        var table = new Rename(null, name, other);
        var column = new Rename(other, name, other);

        var result = shop.makeMigrations(new Answers(table + "," + column, null, null, null, null));

        assertThat(result.operationLines())
                .startsWith(
                        "  ~ rename table " + name + " to " + other,
                        "  ~ rename column " + other + "." + name + " to " + other);
        assertThat(result.operationLines()).noneMatch(line -> line.contains(" add ") || line.contains(" drop "));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "post.title:headline, post, title, headline",
                "writer:author, , writer, author",
                "a.post.title:head.line, a.post, title, head.line",
                "'a.post':'head:line', , a.post, head:line",
                "'a:post'.title:head:line, a:post, title, head:line",
                "post.'it''s' : 'the.title', post, it's, the.title"
            })
    void quotesAreOptionalWhereNothingIsUnclear(String answer, @Nullable String table, String from, String to) {
        assertThat(AnswerParser.renames(answer)).isEqualTo(List.of(new Rename(table, from, to)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a:b", "a,b", "it's", "'a'", "sql(a", "a b", "none", "a''.':,b"})
    void rowsOfAnyColumnCanBeGivenAValue(String name) {
        var table = "fields.table().name(\"%s\");".formatted(name);
        shop.model("Post", table, "fields.integer(\"stars\");");
        shop.makeMigrations();
        shop.model(
                "Post",
                table,
                "fields.integer(\"stars\");",
                "fields.integer(\"rank\").column(\"%s\");".formatted(name),
                "fields.varchar(\"slug\", 9).column(\"%s2\");".formatted(name));
        var first = offered(name);
        var second = offered(name + "2");

        shop.makeMigrations(new Answers(
                null,
                first.replace("<value>", "sql(stars + 1)") + "," + second.replace("<value>", "'a:b, c'"),
                null,
                null,
                null));

        assertThat(shop.read("shop.migrations.Migration0002"))
                .contains(".backfillSql(\"stars + 1\")", ".backfill(\"a:b, c\")");
    }

    /** The answer that the question about the column offers first, without its flag. */
    private String offered(String column) {
        var questions = MakeMigrations.run(new MakeMigrationsRequest(
                        shop.code(),
                        shop.sources(),
                        null,
                        null,
                        Answers.NONE,
                        MakeMigrationsRequest.Mode.DRY_RUN,
                        null,
                        false))
                .openQuestions();
        return questions.stream()
                .filter(question -> question.about().endsWith("." + column))
                .map(question -> question.answers().get(0))
                .findFirst()
                .orElseThrow()
                .substring("-Dqorm.backfill=".length());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "post.slug:'a:b', post.slug, 'a:b'",
                "post.a.b:'a', post.a.b, 'a'",
                "'post' . 'a:b' : 1, post.a:b, 1",
                "post.'it''s':it, post.it's, it"
            })
    void quotesAreOptionalInBackfillsToo(String answer, String column, String value) {
        assertThat(AnswerParser.backfills(answer)).isEqualTo(Map.of(column, value));
    }

    @Test
    void aNameInQuotesIsOfferedForAShell() {
        shop.model("Post", "fields.date(\"a.b\").column(\"a.b\");");
        shop.makeMigrations();
        shop.model("Post", "fields.date(\"day\");");

        assertThatThrownBy(shop::makeMigrations).hasMessageContaining("\n      \"-Dqorm.rename=post.'a.b':day\"\n");
    }
}
