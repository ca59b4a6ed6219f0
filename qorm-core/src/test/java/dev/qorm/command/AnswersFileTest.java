package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in a file: those that fit work, and all others leave nothing behind. */
class AnswersFileTest extends AnswerRuns {
    @Test
    void aFileWithAnswersIsTheirFlags() throws IOException {
        var result = shop.makeMigrations(
                file("-Dqorm.rename=author.name:full_name", "-Dqorm.backfill=author.born:sql(current_date)"));

        assertThat(result.operationLines())
                .containsExactly("  ~ rename column author.name to full_name", "  + add column author.born");
        assertThat(shop.read("shop.migrations.Migration0002")).contains(".backfillSql(\"current_date\")");
    }

    @Test
    void anAnswerInAFileNeedsNoFlag() throws IOException {
        shop.makeMigrations(file("name", "sql(current_date)"));
        assertThat(shop.read("shop.migrations.Migration0002"))
                .contains("renameColumn(\"author\", \"name\", \"full_name\")", ".backfillSql(\"current_date\")");

        shop.model("Author", "fields.bigint(\"fullName\");", "fields.date(\"born\");", "fields.text(\"nick\");");
        var answers = folder.resolve("more.json");
        Files.writeString(answers, """
                [
                  {"kind": "rename", "about": "author.nick", "answer": "none"},
                  {"kind": "backfill", "about": "author.nick", "answer": "author.nick:''"}
                ]
                """);
        shop.makeMigrations(new Answers(null, null, null, answers, null));
        assertThat(shop.read("shop.migrations.Migration0003")).contains("text())).backfill(\"\")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-Dqorm.rename=none; it has to begin with -Dqorm.backfill=",
                "-Dqorm.backfill=author.town:1; it has to begin with -Dqorm.backfill=author.born:",
                "' '; 'it is empty; the empty text is written '''', and no answer yet null'",
                "many; 'author.born: the value ''many'' does not fit the type date'"
            })
    void aValueInAFileThatIsNoneIsNamed(String answer, String problem) throws IOException {
        refuses(file("name", answer), problem);
    }

    @Test
    void anAnswerThatIsMissingIsAskedForAgain() throws IOException {
        refuses(file("-Dqorm.rename=author.name:full_name"), "author.born", "-Dqorm.backfill=author.born:<value>");
    }

    @Test
    void aStaleAnswerIsAnError() throws IOException {
        var answers = file("-Dqorm.rename=none", "-Dqorm.backfill=author.born:2020-01-02");
        shop.model("Author", "fields.bigint(\"town\");", "fields.date(\"born\");");

        refuses(answers, "says -Dqorm.rename=none about author.full_name", "there is no such question", "Remove it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[", "{}", "[1]", "[{\"kind\": \"rename\"}]", "[{\"kind\": 1, \"about\": \"a.b\"}]", "nul"})
    void aMalformedFileIsNamed(String text) throws IOException {
        var file = folder.resolve("answers.json");
        Files.writeString(file, text);

        refuses(new Answers(null, null, null, file, null), "qorm.answers: " + file + " is not understood");
    }

    @Test
    void whereAFileIsNoJsonIsSaidInWords() throws IOException {
        var file = folder.resolve("answers.json");
        Files.writeString(file, "[\n  {\"kind\": rename}\n]\n");

        refuses(
                new Answers(null, null, null, file, null),
                file + " is not understood: it is no JSON at line 2, column 12. It has to be the questions");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        var file = folder.resolve("answers.json");
        refuses(new Answers(null, null, null, file, null), "qorm.answers: the file " + file + " is not there; name");
        refuses(new Answers(null, null, null, folder, null), "qorm.answers: the file " + folder + " is a folder; name");

        Files.write(file, new byte[] {'[', (byte) 0xe4, ']'});
        refuses(new Answers(null, null, null, file, null), file + " is not understood: it is not in UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "-Dqorm.rename=author.name:other, it can be -Dqorm.rename=author.name:full_name or -Dqorm.rename=none",
        "nam, it can be -Dqorm.rename=author.name:full_name or -Dqorm.rename=none",
        "-Dqorm.backfill=none, it has to begin with -Dqorm.rename="
    })
    void anAnswerThatIsNoneOfThePossibleOnesIsNamed(String answer, String problem) throws IOException {
        refuses(file(answer), "says " + answer + " about author.full_name", problem);
    }
}
