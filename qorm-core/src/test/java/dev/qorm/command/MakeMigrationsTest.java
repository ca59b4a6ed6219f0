package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MakeMigrationsRequest.Mode;
import dev.qorm.command.MakeMigrationsResult.NextMigration;
import dev.qorm.dialect.Dialect;
import dev.qorm.scan.MigrationScanner;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MakeMigrationsTest {
    private static final String FIRST = "shop.migrations.Migration0001";

    private final TestProject shop = TestProject.empty();

    @AfterEach
    void delete() {
        shop.close();
    }

    @BeforeEach
    void aModel() {
        shop.model("Author", "fields.varchar(\"name\", 80);");
    }

    private MakeMigrationsResult make(
            Mode mode, @Nullable String description, @Nullable Dialect dialect, Answers answers) {
        return MakeMigrations.run(new MakeMigrationsRequest(
                shop.code(), shop.sources(), null, description, answers, mode, dialect, false));
    }

    private MakeMigrationsResult make(Mode mode) {
        return make(mode, null, null, Answers.NONE);
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aDryRunShowsTheSqlThatRunsAndWritesNothing(Dialect dialect) {
        var result = make(Mode.DRY_RUN, "authors", dialect, Answers.NONE);

        assertThat(result.operationLines()).containsExactly("  + create table author");
        assertThat(result.migrations()).singleElement().matches(migration -> migration.file() == null);
        assertThat(shop.migrations()).isEmpty();
        var lines = WriteSqlTest.withoutShell(result.sql().lines());
        assertThat(lines).containsSubsequence("-- Migration0001: authors", "-- create table author");
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute(String.join("\n", lines));
            assertThat(database.introspect().find("author")).isNotNull();
        }
    }

    @Test
    void aProjectWithoutModelsIsToldHowToBeginEachTime() {
        try (var empty = TestProject.empty()) {
            empty.write("shop.Customer", "package shop; class Customer {}");

            for (var result : List.of(empty.makeMigrations(), empty.makeMigrations())) {
                assertThat(result.hasChanges()).isFalse();
                assertThat(result.isWithoutModels()).isTrue();
                assertThat(result.warnings()).singleElement().asString().contains("extends dev.qorm.model.Model");
            }
        }
        make(Mode.WRITE);
        assertThat(make(Mode.WRITE).isWithoutModels()).isFalse();
    }

    @Test
    void aModelThatWasNotCompiledIsNotTakenForARemovedOne() throws IOException {
        shop.model("Tag", "fields.varchar(\"name\", 80);");
        shop.model("Größe", "fields.varchar(\"name\", 80);");
        make(Mode.WRITE);
        shop.write("shop.Text", "package shop; class Text { String t = \"" + "x".repeat(20_000) + "\"; }");
        var tag = shop.source("shop.models.Tag");
        var source = Files.readString(tag);
        shop.delete("shop.models.Tag");
        var code = shop.code();
        Files.writeString(tag, source);
        var request =
                new MakeMigrationsRequest(code, shop.sources(), null, null, Answers.NONE, Mode.WRITE, null, false);

        assertThatThrownBy(() -> MakeMigrations.run(request))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("'drop table tag'", "Tag.java", "was not compiled", "delete it");

        Files.writeString(tag, "// " + source.replace("\n", "\n// "));
        assertThat(MakeMigrations.run(request).operationLines())
                .containsExactly("  - drop table tag   (destructive: data is lost)");
    }

    @Test
    void aClassWithinAMethodIsNoModel() {
        shop.write("shop.models.Maker", """
                package shop.models;
                import dev.qorm.model.*;
                public class Maker {
                    Model make() {
                        return new Model() {
                            @Override
                            protected void schema(Fields fields) {}
                        };
                    }
                }
                """);

        assertThat(make(Mode.WRITE).warnings()).singleElement().asString().contains("Maker$1", "within a method");
    }

    @Test
    void aDryRunTellsWhatIsOpenAndAsksNobody() {
        make(Mode.WRITE);
        shop.model("Author", "fields.varchar(\"fullName\", 80);", "fields.integer(\"stars\");");

        var result = make(Mode.DRY_RUN);

        assertThat(result.openQuestions())
                .extracting(Question::about)
                .containsExactly("author.full_name", "author.stars");
        assertThat(result.operationLines())
                .containsExactly(
                        "  - drop column author.name   (destructive: data is lost)",
                        "  + add column author.full_name",
                        "  + add column author.stars");
        assertThat(shop.migrations()).containsExactly("Migration0001.java");
    }

    @Test
    void aBlankMigrationCompilesAndReplays() {
        make(Mode.WRITE);
        var before = MigrationScanner.scan(shop.code(), null).sequence().replay();
        shop.model("Author", "fields.varchar(\"name\", 90);");

        var result = make(Mode.BLANK, "fill the slugs", null, Answers.NONE);

        assertThat(result.migrations())
                .singleElement()
                .extracting(NextMigration::id)
                .hasToString("Migration0002");
        assertThat(shop.read("shop.migrations.Migration0002"))
                .contains(" * Fill the slugs.", "runSql(", "return List.of();", "return \"fill the slugs\";");
        var sequence = MigrationScanner.scan(shop.code(), null).sequence();
        assertThat(sequence.migrations().get(1).operations()).isEmpty();
        assertThat(sequence.replay()).isEqualTo(before);
        assertThat(make(Mode.WRITE).operationLines())
                .containsExactly("  ~ alter column author.name: varchar(80) -> varchar(90)");
    }

    @Test
    void theExampleInABlankMigrationIsWhatCanBeWrittenThere() {
        make(Mode.BLANK);
        var source = shop.read(FIRST);
        var example = source.lines()
                .dropWhile(line -> !line.contains("{@code"))
                .skip(1)
                .takeWhile(line -> !line.contains("}</pre>"))
                .map(line -> line.replaceFirst("^ \\* ", ""))
                .reduce("", (a, b) -> a + b + "\n");

        shop.write(FIRST, source.replace("return List.of();", example));

        var migration =
                MigrationScanner.scan(shop.code(), null).sequence().migrations().get(0);
        assertThat(migration.operations()).singleElement().matches(operation -> operation.isReversible());
    }

    @Test
    void theFirstMigrationMayBeBlankAndWithoutModels() {
        shop.delete("shop.models.Author").write("shop.Other", "package shop; class Other {}");

        assertThat(make(Mode.BLANK).migrations())
                .extracting(NextMigration::file)
                .containsExactly(shop.source("migrations.Migration0001"));
        assertThat(make(Mode.WRITE).hasChanges()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add slugs",
                "*/ class Evil {",
                "\\u002a/ class Evil {",
                "{@code <b> & \\\\u000a \"",
                "two\nlines\r\nand\tmore\u2028end",
                "\u0000nul",
                "ends in a backslash \\",
                "\uD83D\uDE80 ärger"
            })
    void aDescriptionIsKeptWhateverItHolds(String name) {
        make(Mode.WRITE, name, null, Answers.NONE);

        var migration =
                MigrationScanner.scan(shop.code(), null).sequence().migrations().get(0);
        assertThat(migration.description())
                .isEqualTo(name.replaceAll("\\s+|[\u2028\u0000]", " ").strip());
        assertThat(migration.operations()).hasSize(1);
    }

    @Test
    void aDescriptionDoesNotChangeTheChecksum() {
        make(Mode.WRITE);
        var without =
                MigrationScanner.scan(shop.code(), null).sequence().migrations().get(0);
        shop.delete(FIRST);
        make(Mode.WRITE, "authors", null, Answers.NONE);
        var with =
                MigrationScanner.scan(shop.code(), null).sequence().migrations().get(0);

        assertThat(with.checksum()).isEqualTo(without.checksum());
    }

    @Test
    void aBlankDescriptionIsAnError() {
        assertThatThrownBy(() -> make(Mode.WRITE, " \n ", null, Answers.NONE))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("qorm.name is blank");
        assertThat(shop.migrations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"some.new.place", "not a name", "shop..migrations", ""})
    void aPackageThatIsNoneIsAnErrorBeforeAnythingIsWritten(String name) {
        for (var mode : Mode.values()) {
            assertThatThrownBy(() -> MakeMigrations.run(new MakeMigrationsRequest(
                            shop.code(), shop.sources(), name, null, Answers.NONE, mode, null, false)))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("'" + name + "' is not the name of a package; set one with"
                            + " -Dqorm.migrationsPackage=blog.migrations");
        }
        assertThat(shop.sources().resolve(name.replace('.', '/')).resolve("Migration0001.java"))
                .doesNotExist();
    }

    @Test
    void questionsOfAnEarlierRunAreForgottenWhenTheyAreAnswered(@TempDir Path folder) throws Exception {
        make(Mode.WRITE);
        shop.model("Author", "fields.varchar(\"fullName\", 80);");
        var questions = folder.resolve("target/questions.json");

        assertThatThrownBy(() -> make(Mode.WRITE, null, null, new Answers(null, null, null, null, questions)))
                .isInstanceOf(CommandException.class);
        assertThat(Files.readString(questions)).contains("-Dqorm.rename=author.name:full_name");

        make(Mode.WRITE, null, null, new Answers("none", "none", null, null, questions));
        assertThat(questions).doesNotExist();
    }
}
