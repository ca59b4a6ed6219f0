package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameQuestion;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.scan.MigrationScanner;
import dev.qorm.schema.DefaultValue;
import dev.qorm.testing.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A column whose type becomes narrower: what becomes of the rows whose value does not fit is asked. */
class NarrowerTypesTest {
    private static final String FITS =
            "the column author.name (varchar(5)) was varchar(80):" + " which value do rows get if theirs does not fit?";

    private final TestProject shop = TestProject.empty();

    @TempDir
    Path folder;

    @AfterEach
    void delete() {
        shop.close();
    }

    private static Answers backfill(@Nullable String text) {
        return new Answers(null, text, null, null, null);
    }

    /** The model with these fields, whose migration is written. */
    private void author(String... fields) {
        shop.model("Author", fields);
        shop.makeMigrations();
    }

    private List<Operation> written() {
        var migrations = MigrationScanner.scan(shop.code(), null).sequence().migrations();
        return migrations.get(migrations.size() - 1).operations();
    }

    private void refuses(Answers answers, String... words) {
        assertThatThrownBy(() -> shop.makeMigrations(answers))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll(words);
        assertThat(shop.migrations()).containsExactly("Migration0001.java");
    }

    @Test
    void allIsAskedAtOnceAndNothingIsWritten() throws IOException {
        author("fields.varchar(\"name\", 80);", "fields.bigint(\"old\");", "fields.date(\"born\").nullable();");
        shop.model("Author", "fields.varchar(\"name\", 5);", "fields.bigint(\"fresh\");", "fields.date(\"born\");");
        var questions = folder.resolve("questions.json");

        refuses(
                new Answers(null, null, null, null, questions),
                "author.fresh is new",
                "  " + FITS + "\n      -Dqorm.backfill=author.name:<value>\n",
                "\n      \"-Dqorm.backfill=author.name:sql(<expression>)\"\n",
                "\n      -Dqorm.backfill=none   (the migration fails on such rows)\n",
                "  the column author.born (date) becomes NOT NULL: which value do rows with NULL get?\n");

        assertThat(Files.readString(questions))
                .contains("\"about\": \"author.name\"", FITS, "\"-Dqorm.backfill=author.name:<value>\"");
    }

    @Test
    void aValueStandsInTheMigrationAndNotInTheSchema() {
        author("fields.varchar(\"name\", 80);");
        shop.model("Author", "fields.varchar(\"name\", 5);");

        var result = shop.makeMigrations(backfill("author.name:'it''s'"));

        assertThat(result.warnings()).isEmpty();
        assertThat(result.operationLines())
                .containsExactly(
                        "  ~ alter column author.name: varchar(80) -> varchar(5)   (destructive: data is lost)");
        assertThat(written())
                .singleElement()
                .satisfies(operation ->
                        assertThat(((AlterColumn) operation).backfill()).isEqualTo(new DefaultValue.Literal("it's")));
        assertThat(shop.makeMigrations().hasChanges()).isFalse();
    }

    @Test
    void anExpressionGivesEachRowItsOwn() {
        author("fields.varchar(\"name\", 80);");
        shop.model("Author", "fields.varchar(\"name\", 5);");

        shop.makeMigrations(backfill("author.name:sql(substring(name, 1, 5))"));

        assertThat(shop.read("shop.migrations.Migration0002")).contains(".backfillSql(\"substring(name, 1, 5)\")");
    }

    @Test
    void withNoneTheMigrationFailsOnSuchRows() {
        author("fields.varchar(\"name\", 80);", "fields.varchar(\"town\", 80);");
        shop.model("Author", "fields.varchar(\"name\", 5);", "fields.varchar(\"town\", 7);");

        var result = shop.makeMigrations(backfill("none,author.town:''"));

        assertThat(result.warnings())
                .containsExactly("'alter column author.name: varchar(80) -> varchar(5)' fails if a value is not a valid"
                        + " varchar(5) or does not fit into it");
        assertThat(shop.read("shop.migrations.Migration0002")).containsOnlyOnce(".backfill(\"\")");
    }

    @Test
    void aFileOfAnswersSaysNoneForOneColumn() throws IOException {
        author("fields.varchar(\"name\", 80);", "fields.integer(\"stars\");");
        shop.model("Author", "fields.varchar(\"name\", 5);", "fields.smallint(\"stars\");");
        var file = folder.resolve("questions.json");
        refuses(new Answers(null, null, null, null, file), "author.name", "author.stars");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\"answer\": null", "\"answer\": \"-Dqorm.backfill=none\"")
                        .replaceFirst("\"answer\": null", "\"answer\": \"-Dqorm.backfill=author.stars:5\""));

        shop.makeMigrations(new Answers(null, null, null, file, null));

        assertThat(written())
                .extracting(operation -> ((AlterColumn) operation).backfill())
                .containsExactly(null, new DefaultValue.Literal(5L));
    }

    /** A person who gives these answers; the empty one is none. */
    private record Person(Deque<String> answers, List<String> asked) implements Answers.Asker {
        Person(String... answers) {
            this(new ArrayDeque<>(List.of(answers)), new ArrayList<>());
        }

        @Override
        public Optional<Rename> rename(RenameQuestion question) {
            return Optional.empty();
        }

        @Override
        public Optional<String> backfill(String column, String text) {
            asked.add(text);
            return Optional.of(answers.remove()).filter(answer -> !answer.isEmpty());
        }
    }

    @Test
    void aPersonIsAskedAgainUntilTheValueFits() {
        author("fields.varchar(\"name\", 80);", "fields.integer(\"stars\");", "fields.text(\"note\");");
        shop.model("Author", "fields.varchar(\"name\", 5);", "fields.smallint(\"stars\");", "fields.date(\"note\");");
        var person = new Person("", "40000", "5", "2020-01-02", "none");

        shop.makeMigrations(new Answers(null, null, person, null, null));

        assertThat(person.asked).hasSize(5).first().isEqualTo(FITS);
        assertThat(person.asked.get(2)).contains("'40000' does not fit the type smallint");
        assertThat(person.asked.get(4)).contains("cannot get the value 2020-01-02", "-Dqorm.blank");
        assertThat(written())
                .extracting(operation -> ((AlterColumn) operation).backfill())
                .containsExactly(null, new DefaultValue.Literal(5L), null);
    }

    @Test
    void textsThatSpellNoValueAreNotReplacedByOne() {
        author("fields.varchar(\"name\", 80);");
        shop.model("Author", "fields.integer(\"name\");");

        refuses(
                Answers.NONE,
                "the column author.name (integer) was varchar(80): the migration fails if the text of a row is not a"
                        + " valid integer in a form that all databases read alike. Is that what you want?\n"
                        + "      -Dqorm.backfill=none   (the migration fails on such rows)\nGive");
        refuses(
                backfill("author.name:0"),
                "column author.name cannot get the value 0, since each text becomes the value that it spells; change"
                        + " texts that are not a valid integer first",
                "-Dqorm.backfill=none",
                "-Dqorm.blank");

        assertThat(shop.makeMigrations(backfill("none")).warnings())
                .singleElement()
                .asString()
                .contains("is not a valid integer");
    }

    @Test
    void whereNoDatabaseCanTellWhatFitsNoValueIsTaken() {
        author("fields.blob(\"name\");");
        shop.model("Author", "fields.varchar(\"name\", 80);");

        refuses(
                backfill("author.name:0"),
                "column author.name cannot get the value 0, since databases cannot tell which rows need it",
                "-Dqorm.blank");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bigint(\"a\"); uuid(\"a\"); no value of bigint becomes one of uuid",
                "uuid(\"a\"); integer(\"a\"); no value of uuid becomes one of integer",
                "date(\"a\"); bigint(\"a\"); no value of date becomes one of bigint",
                "time(\"a\"); date(\"a\"); becomes one of date",
                "bigint(\"a\"); date(\"a\"); no value of bigint becomes one of date",
                "doublePrecision(\"a\"); timestamp(\"a\"); no value of double becomes one of timestamp",
                "bool(\"a\"); json(\"a\"); no value of bool becomes one of json",
                "integer(\"a\"); enumeration(\"a\", \"a\", \"1\"); no value of integer becomes one of enumeration[a, 1]",
                "enumeration(\"a\", \"a\", \"1\"); integer(\"a\"); no value of enumeration[a, 1] becomes one of integer"
            })
    void whereNoValueCanBeConvertedAnotherColumnIsTheWay(String before, String after, String problem) {
        author("fields." + before + ";");
        shop.model("Author", "fields." + after + ";");

        refuses(
                Answers.NONE,
                problem + ", so this works only if the column has no values. Is that what you want? To convert values,"
                        + " leave a out of the model and add a column under another name, which"
                        + " -Dqorm.backfill=author.<column>:sql(<expression>) fills from a\n"
                        + "      -Dqorm.backfill=none ");
        refuses(
                backfill("author.a:sql(b)"),
                "author.a cannot get the value sql(b), since no value of",
                "add a column under another name");
        shop.model("Author", "fields." + after.replace("\"a\"", "\"b\"") + ";");

        var result = shop.makeMigrations(new Answers("none", "author.b:sql(a)", null, null, null));

        assertThat(result.operationLines())
                .containsExactly("  + add column author.b", "  - drop column author.a   (destructive: data is lost)");
    }

    @Test
    void whereNoValueCanBeConvertedARenamedColumnIsFoundUnderItsOldName() {
        author("fields.bigint(\"a\");");
        shop.model("Author", "fields.uuid(\"b\").renamedFrom(\"a\");");

        refuses(
                Answers.NONE,
                "leave b out of the model and add a column under another name, which"
                        + " -Dqorm.backfill=author.<column>:sql(<expression>) fills from a\n");
        shop.model("Author", "fields.uuid(\"c\");");

        assertThat(shop.makeMigrations(backfill("author.c:sql(a)")).operationLines())
                .containsExactly("  + add column author.c", "  - drop column author.a   (destructive: data is lost)");
    }

    @Test
    void nullAndWhatDoesNotFitAreOneQuestion() {
        author("fields.varchar(\"name\", 80).nullable();", "fields.varchar(\"stars\", 5).nullable();");
        shop.model("Author", "fields.varchar(\"name\", 5);", "fields.integer(\"stars\");");

        refuses(
                Answers.NONE,
                "was varchar(80) and becomes NOT NULL: which value do rows get if theirs does not fit or is NULL?",
                "; which value do rows with NULL get?\n      -Dqorm.backfill=author.stars:<value>\n");

        assertThat(shop.makeMigrations(backfill("author.name:x,author.stars:0")).warnings())
                .singleElement()
                .asString()
                .contains("author.stars", "is not a valid integer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "timestamp(\"a\"); timestamp(\"a\", 0)",
                "timestamp(\"a\"); date(\"a\")",
                "decimal(\"a\", 9, 4); decimal(\"a\", 9, 2)",
                "doublePrecision(\"a\"); real(\"a\")",
                "varchar(\"a\", 5); varchar(\"a\", 50)",
                "bool(\"a\"); smallint(\"a\")",
                "integer(\"a\"); varchar(\"a\", 11)",
                "enumeration(\"a\", \"x\"); enumeration(\"a\", \"y\", \"x\")"
            })
    void whereEachValueHasAPlaceNothingIsAsked(String before, String after) {
        author("fields." + before + ";");
        shop.model("Author", "fields." + after + ";");

        assertThat(shop.makeMigrations().operations()).hasSize(1);
    }

    @Test
    void aColumnThatFollowsTheOneItRefersToIsNotAsked() {
        shop.model("Author", "fields.bigint(\"id\").primaryKey();");
        shop.model("Book", "fields.manyToOne(\"author\", Author.class);", "fields.bigint(\"pages\");");
        shop.makeMigrations();
        shop.model("Author", "fields.integer(\"id\").primaryKey();");
        shop.model("Book", "fields.manyToOne(\"author\", Author.class);", "fields.integer(\"pages\");");

        assertThatThrownBy(() -> shop.makeMigrations())
                .hasMessageContainingAll("author.id:<value>", "book.pages:<value>")
                .hasMessageNotContaining("author_id");

        shop.makeMigrations(backfill("author.id:0,book.pages:0"));
    }

    @Test
    void anAnswerAboutAWiderTypeFitsNothing() {
        author("fields.varchar(\"name\", 5);");
        shop.model("Author", "fields.varchar(\"name\", 80);");

        refuses(backfill("author.name:x"), "no column of that name is added, becomes NOT NULL or gets a narrower type");
    }
}
