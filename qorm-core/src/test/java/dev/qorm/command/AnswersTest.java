package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameQuestion;
import dev.qorm.schema.SchemaException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers on the command line and in the models: those that fit work, and all others leave nothing behind. */
class AnswersTest extends AnswerRuns {
    @Test
    void whatIsAcceptedIsOffered() throws IOException {
        refuses(
                flags("none", null),
                "which value do existing rows get?\n      -Dqorm.backfill=author.born:<value>\n",
                "\n      \"-Dqorm.backfill=author.born:sql(<expression>)\"\n",
                "\n      -Dqorm.backfill=none   (the migration fails on such rows)\n");

        var result = shop.makeMigrations(file("-Dqorm.rename=author.name:full_name", "-Dqorm.backfill=none"));

        assertThat(result.operationLines()).contains("  + add column author.born");
    }

    @Test
    void blanksBeforeAnExpressionAreNoDifference() {
        shop.makeMigrations(flags(
                "none", "author.full_name: sql(coalesce(name, length('),'))), author.born : sql((current_date))"));

        assertThat(shop.read("shop.migrations.Migration0002"))
                .contains(".backfillSql(\"coalesce(name, length('),'))\")", ".backfillSql(\"(current_date)\")");
    }

    @Test
    void contradictionsAreNamed() {
        refuses(
                flags("author.name:full_name,author.town:full_name", "none"),
                "contradicts",
                "keep the one that is meant");
        refuses(
                flags("author.name:full_name", "author.born:2020-01-01,author.born:2020-01-02"),
                "is given two values, '2020-01-01' and '2020-01-02'");
        shop.model(
                "Author",
                "fields.bigint(\"fullName\").renamedFrom(\"name\");",
                "fields.bigint(\"town\");",
                "fields.bigint(\"alias\").renamedFrom(\"name\");");
        refuses(flags(null, "none"), "contradicts");
    }

    @Test
    void hintsThatSwapColumnsWhichAreAlikeAreTakenForDoneWithAWarning() {
        shop.model(
                "Author",
                "fields.bigint(\"name\").renamedFrom(\"town\");",
                "fields.bigint(\"town\").renamedFrom(\"name\");");

        for (var time = 0; time < 2; time++) {
            var result = shop.makeMigrations();
            assertThat(result.hasChanges()).isFalse();
            assertThat(result.warnings())
                    .containsExactly("the columns of the table author name, town are renamedFrom each other and do not"
                            + " differ: qorm assumes that they already have their new names. If not,"
                            + " -Dqorm.rename=author.name:town,author.town:name; if so, remove renamedFrom");
        }
        assertThat(shop.makeMigrations(flags("author.name:town,author.town:name", null))
                        .operationLines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("  ~ rename column author."));
    }

    @ParameterizedTest
    @CsvSource({
        "author.name:town, the migrations know one of that name",
        "author.name:nothing, fits no change of the models",
        "author.nam:full_name, 'of the columns of author, name is gone and born, full_name are new. Correct the answer'",
        "writer:author, 'of the tables, none is gone and none is new'",
        "author.name, is not understood",
        "writer.name:x, 'names the table writer, which no model has'"
    })
    void aRenameToWhatIsThereOrNotAtAllIsNamed(String answer, String problem) {
        refuses(flags(answer, "none"), problem);
    }

    @Test
    void aRenameOfClassesIsNamedAlthoughTheirTablesAreAskedFor() {
        shop.delete("shop.models.Author");
        shop.model("Writer", "fields.bigint(\"name\");", "fields.bigint(\"town\");");

        refuses(
                flags("Author:Writer", null),
                "qorm.rename=Author:Writer fits no change of the models",
                "author is gone and writer is new");
    }

    @Test
    void aColumnOfARenamedTableIsNamedUnderItsNewName() {
        shop.delete("shop.models.Author");
        shop.model("Writer", "fields.bigint(\"name\");", "fields.bigint(\"place\");");

        refuses(
                flags("author:writer,author.town:place", null),
                "the rename author.town:place names the table author, which is renamed to writer;"
                        + " write writer.town:place");
    }

    @Test
    void theTableOfAnAnswerDoesNotDistinguishCase() {
        var result = shop.makeMigrations(flags("AUTHOR.name:full_name", "Author.born:2020-01-02"));

        assertThat(result.operationLines())
                .containsExactly("  ~ rename column author.name to full_name", "  + add column author.born");
        assertThat(shop.read("shop.migrations.Migration0002")).contains("2020-01-02");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "author.born:many; 'author.born: the value ''many'' does not fit the type date; give -Dqorm.backfill='",
                "author.born:2020-02-30; born",
                "author.born:null; the value 'null' does not fit the type date",
                "author.born:sql(); 'author.born: sql() has no expression; give -Dqorm.backfill=author.born:<value>, or'",
                "author.bor:2020-01-02; 'a narrower type, only author.born, author.full_name. Correct the name, or remove it'",
                "author.born; is not understood",
                "author.town:x; no column of that name is added, becomes NOT NULL or gets a narrower type",
                "author.born:sql(1; is not understood",
                "author.born:'1; is not understood",
                "author.born:sql(town) || (town); does not close at the end of sql(town) || (town)",
                "author.born:sql(town) || town; does not close at the end of sql(town) || town"
            })
    void aValueThatDoesNotFitIsNamed(String answer, String problem) {
        refuses(flags("none", answer), problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "null", "NULL"})
    void aTextThatReadsLikeNoValueHasToBeQuoted(String answer) {
        shop.model("Author", "fields.bigint(\"name\");", "fields.bigint(\"town\");", "fields.varchar(\"nick\", 9);");

        refuses(
                flags("none", "author.nick:" + answer),
                "author.nick: " + answer + " may be the text '" + answer + "', which is written with its quotes",
                "-Dqorm.backfill=none (…,none behind the values of other columns) to let the migration fail on such rows");

        shop.makeMigrations(flags("none", "author.nick:'" + answer + "'"));
        assertThat(shop.read("shop.migrations.Migration0002")).contains(".backfill(\"" + answer + "\")");
    }

    @Test
    void noneBehindValuesIsForTheColumnsWithoutOne() {
        shop.model(
                "Author",
                "fields.bigint(\"name\");",
                "fields.bigint(\"town\");",
                "fields.varchar(\"nick\", 9);",
                "fields.integer(\"stars\");");

        shop.makeMigrations(flags("none", "author.nick:x,none"));

        assertThat(shop.read("shop.migrations.Migration0002"))
                .contains("column(\"nick\", varchar(9))).backfill(\"x\"),", "column(\"stars\", integer()))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<value>", "sql(<expression>)"})
    void aFlagThatIsCopiedUnchangedIsRefused(String answer) throws IOException {
        refuses(file("-Dqorm.rename=none", "-Dqorm.backfill=author.born:" + answer), answer + " only shows where");
        shop.model("Author", "fields.bigint(\"name\");", "fields.bigint(\"town\");", "fields.varchar(\"nick\", 20);");

        refuses(
                flags("none", "author.nick:" + answer),
                "author.nick: " + answer + " only shows where a value goes; put one in its place, or write the text '"
                        + answer + "' with its quotes");

        shop.makeMigrations(flags("none", "author.nick:'" + answer + "'"));
        assertThat(shop.read("shop.migrations.Migration0002")).contains(".backfill(\"" + answer + "\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fields.date(\"died\").nullable();", "fields.varchar(\"died\", 9).nullable();"})
    void whereThereMayBeNoValueItsSpellingIsSaid(String field) {
        shop.model("Author", "fields.bigint(\"name\");", "fields.bigint(\"town\");", field);

        refuses(
                flags(null, "author.died:null"),
                "author.died: no value is written sql(null), and the text 'null' with its quotes;",
                "or leave it out");

        shop.makeMigrations(flags(null, "author.died:sql(null)"));
        assertThat(shop.read("shop.migrations.Migration0002")).contains(".backfillSql(\"null\")");
    }

    /** Maven writes the words of all causes behind those of the failure. */
    @Test
    void nothingIsSaidBehindTheRemedy() {
        assertThatThrownBy(() -> shop.makeMigrations(flags("none", "author.born:null")))
                .rootCause()
                .isInstanceOf(SchemaException.class)
                .hasMessageEndingWith("to let the migration fail on such rows");
    }

    @Test
    void aPersonIsAskedAgainWithTheReason() {
        var questions = new ArrayList<String>();
        var typed = new ArrayDeque<>(List.of("many", "2020-01-02"));
        var person = new Answers.Asker() {
            @Override
            public Optional<Rename> rename(RenameQuestion question) {
                return Optional.of(question.candidates().get(0));
            }

            @Override
            public Optional<String> backfill(String column, String text) {
                questions.add(text);
                return Optional.of(typed.remove());
            }
        };

        shop.makeMigrations(new Answers(null, null, person, null, null));

        assertThat(questions).hasSize(2);
        assertThat(questions.get(1))
                .startsWith("column author.born: the value 'many' does not fit the type date\nthe column author.born")
                .doesNotContain("-Dqorm");
        assertThat(shop.read("shop.migrations.Migration0002")).contains("2020-01-02");
    }
}
