package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.testing.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A column that may have been renamed, and one whose rows need a value. */
abstract class AnswerRuns {
    final TestProject shop = TestProject.empty();

    @TempDir
    Path folder;

    static Answers flags(@Nullable String renames, @Nullable String backfills) {
        return new Answers(renames, backfills, null, null, null);
    }

    /** Writes the questions, with {@code answers} in their order. */
    final Answers file(String... answers) throws IOException {
        var file = folder.resolve("questions.json");
        assertThatThrownBy(() -> shop.makeMigrations(new Answers(null, null, null, null, file)))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("-Dqorm.rename=author.name:full_name", "-Dqorm.backfill=author.born:<value>");
        var text = Files.readString(file);
        for (var answer : answers) {
            text = text.replaceFirst("\"answer\": null", "\"answer\": \"" + answer + "\"");
        }
        Files.writeString(file, text);
        return new Answers(null, null, null, file, null);
    }

    final void refuses(Answers answers, String... words) {
        assertThatThrownBy(() -> shop.makeMigrations(answers))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll(words);
        assertThat(shop.migrations()).containsExactly("Migration0001.java");
    }

    @BeforeEach
    final void aRename() {
        shop.model("Author", "fields.bigint(\"name\");", "fields.bigint(\"town\");");
        shop.makeMigrations();
        // A date is no number, so that nobody asks whether the one became the other.
        shop.model("Author", "fields.bigint(\"fullName\");", "fields.bigint(\"town\");", "fields.date(\"born\");");
    }

    @AfterEach
    final void delete() {
        shop.close();
    }
}
