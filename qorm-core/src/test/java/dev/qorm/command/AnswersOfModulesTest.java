package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a build of many modules an answer may be for another one. */
class AnswersOfModulesTest extends AnswerRuns {
    @Test
    void amongManyModulesAnAnswerAboutAnUnknownTableIsForAnother() {
        var result = shop.makeMigrations(new Answers(
                "room.name:title,hall:room,author.name:full_name",
                "room.stars:0,author.born:2020-01-02",
                null,
                null,
                null,
                true));

        assertThat(result.operationLines())
                .containsExactly("  ~ rename column author.name to full_name", "  + add column author.born");
        assertThat(result.warnings())
                .containsExactly(
                        "-Dqorm.rename=room.name:title is left to the other modules: this one has no table room",
                        "-Dqorm.rename=hall:room is left to the other modules: this one has no table hall or room",
                        "-Dqorm.backfill=room.stars:0 is left to the other modules: this one has no table room");
        assertThat(shop.makeMigrations(new Answers(null, "room.stars:0", null, null, null, true))
                        .warnings())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"author.nam:full_name, none", "none, author.bor:2020-01-02", "author:writer, none"})
    void amongManyModulesAnAnswerAboutAKnownTableHasToFit(String renames, String backfills) {
        refuses(new Answers(renames, backfills, null, null, null, true), "fits no change of the models");
    }

    @Test
    void amongManyModulesAFileMayHaveAnswersOfOthers() throws IOException {
        var answers = folder.resolve("all.json");
        Files.writeString(answers, """
                [
                  {"kind": "rename", "about": "room", "answer": "none"},
                  {"kind": "rename", "about": "author.full_name", "answer": "name"},
                  {"kind": "backfill", "about": "author.born", "answer": "2020-01-02"},
                  {"kind": "backfill", "about": "room.stars", "answer": "5"}
                ]
                """);
        refuses(new Answers(null, null, null, answers, null), "says none about room", "there is no such question");

        var result = shop.makeMigrations(new Answers(null, null, null, answers, null, true));

        assertThat(result.warnings())
                .containsExactly(
                        "the answer none about room is left to the other modules: this one has no table room",
                        "the answer 5 about room.stars is left to the other modules: this one has no table room");
    }
}
