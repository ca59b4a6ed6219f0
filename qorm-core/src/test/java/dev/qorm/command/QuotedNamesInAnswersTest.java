package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.diff.Rename;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in {@code -Dqorm.rename} that have characters which stand between names there. */
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

    @Test
    void aNameInQuotesIsOfferedForAShell() {
        shop.model("Post", "fields.date(\"a.b\").column(\"a.b\");");
        shop.makeMigrations();
        shop.model("Post", "fields.date(\"day\");");

        assertThatThrownBy(shop::makeMigrations).hasMessageContaining("\n      \"-Dqorm.rename=post.'a.b':day\"\n");
    }
}
