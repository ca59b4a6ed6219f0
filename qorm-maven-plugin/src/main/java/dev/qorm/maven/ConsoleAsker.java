package dev.qorm.maven;

import dev.qorm.command.Answers;
import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameQuestion;
import java.io.Console;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/**
 * Asks at the terminal. Only where there is one: Maven's own prompter reads standard input in batch mode too, and takes
 * the end of it for an answer.
 */
final class ConsoleAsker implements Answers.Asker {
    private final Console console;

    private ConsoleAsker(Console console) {
        this.console = console;
    }

    /** An asker; or null with {@code -B}, on a build server and without a terminal. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal knows what Java 22 changed
    static @Nullable ConsoleAsker of(MavenSession session) {
        var console = System.console();
        var mayAsk = session.getSettings().isInteractiveMode() && !isOnBuildServer(session);
        return console != null && mayAsk && isTerminal(console) ? new ConsoleAsker(console) : null;
    }

    /** From Java 22 on there is a console without a terminal too, and a method that tells ("Console", Java 22). */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the console cannot be asked whether it is a terminal", e);
        }
    }

    /** Whether the environment variable {@code CI} is {@code true}. */
    static boolean isOnBuildServer(MavenSession session) {
        return "true".equalsIgnoreCase(session.getSystemProperties().getProperty("env.CI"));
    }

    @Override
    public Optional<Rename> rename(RenameQuestion question) {
        while (true) {
            console.printf("%n%s%n", question.text());
            for (var i = 0; i < question.candidates().size(); i++) {
                console.printf(
                        "  %d  renamed from %s%n",
                        i + 1, question.candidates().get(i).from());
            }
            console.printf("  0  not renamed: it is new, and what is gone is dropped with its data%n");
            var answer = line("Your choice: ");
            if (answer.matches("\\d{1,6}")
                    && Integer.parseInt(answer) <= question.candidates().size()) {
                var choice = Integer.parseInt(answer);
                return choice == 0
                        ? Optional.empty()
                        : Optional.of(question.candidates().get(choice - 1));
            }
        }
    }

    @Override
    public Optional<String> backfill(String column, String text) {
        console.printf("%n%s%n", text);
        var value = line("A value, '' for the empty text, or nothing to let the migration fail on a table with rows: ");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** The end of the input is no answer: nothing is guessed from it. */
    private String line(String prompt) {
        var line = console.readLine("%s", prompt);
        if (line == null) {
            throw new IllegalStateException("the terminal was closed before the question was answered");
        }
        return line.strip();
    }
}
