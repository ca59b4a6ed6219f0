package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.CommandException;
import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameQuestion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class ConsoleAskerTest {
    private static final RenameQuestion QUESTION =
            new RenameQuestion(List.of(new Rename("author", "name", "full_name")));

    private final StringWriter out = new StringWriter();

    private ConsoleAsker typed(String... lines) {
        Queue<String> in = new ArrayDeque<>(List.of(lines));
        return new ConsoleAsker(new PrintWriter(out), in::poll);
    }

    @Test
    void takesAChoiceThatIsThere() {
        assertThat(typed("5", "yes", "1").rename(QUESTION))
                .contains(QUESTION.candidates().get(0));
        assertThat(typed("0").rename(QUESTION)).isEmpty();
        assertThat(out.toString()).contains("was it renamed?", "1  renamed from name", "Your choice: ");
    }

    @Test
    void saysWhichAnswersItTakes() {
        typed("yes", "1").rename(QUESTION);
        assertThat(out.toString()).containsOnlyOnce("'yes' is no choice. Answer with 0 or 1");

        var three = List.of(
                new Rename("author", "name", "nick"),
                new Rename("author", "alias", "nick"),
                new Rename("author", "call", "nick"));
        typed("4", "3").rename(new RenameQuestion(three));
        assertThat(out.toString()).contains("'4' is no choice. Answer with a number from 0 to 3");
    }

    @Test
    void showsTheDigitsThatItTakes() {
        var locale = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertThat(typed("1").rename(QUESTION)).isPresent();
        } finally {
            Locale.setDefault(locale);
        }
        assertThat(out.toString()).contains("1  renamed from name");
    }

    @Test
    void takesAValueOrNone() {
        assertThat(typed(" 3 ").backfill("author.stars", "which value?")).contains("3");
        assertThat(typed("").backfill("author.stars", "which value?")).isEmpty();
        assertThat(out.toString())
                .contains("sql(<expression>) for a value for each row; or nothing, to let the migration fail");
    }

    @Test
    void theEndOfTheInputIsAFailureWithTheFlagThatAnswers() {
        assertThatThrownBy(() -> typed().rename(QUESTION))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("nothing was written", "-Dqorm.rename=author.name:full_name, or none");
        assertThatThrownBy(() -> typed().backfill("author.stars", "which value?"))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        failure -> assertThatThrownBy(() -> Failures.translate(failure, Redaction.NONE))
                                .isInstanceOf(MojoFailureException.class))
                .hasMessageContainingAll("nothing was written", "-Dqorm.backfill=author.stars:<value>, or none");
    }
}
