package dev.qorm.maven;

import dev.qorm.command.Answers;
import dev.qorm.command.CommandException;
import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameQuestion;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/**
 * Asks at the terminal, and only if there is one: Maven's own prompter reads standard input in batch mode too, and
 * treats its end as an answer.
 */
final class ConsoleAsker implements Answers.Asker {
    private final PrintWriter out;
    private final Supplier<@Nullable String> in;

    /**
     * @param out the output for questions
     * @param in returns a line that was typed, or null at the end of the input
     */
    ConsoleAsker(PrintWriter out, Supplier<@Nullable String> in) {
        this.out = out;
        this.in = in;
    }

    /** Returns an asker, or null with {@code -B}, on a build server and without a terminal. */
    static @Nullable ConsoleAsker of(MavenSession session) {
        var console = Terminal.find();
        var mayAsk = session.getSettings().isInteractiveMode() && !isOnBuildServer(session);
        return console != null && mayAsk ? new ConsoleAsker(console.writer(), console::readLine) : null;
    }

    /** Whether the environment variable {@code CI} is {@code true}. */
    static boolean isOnBuildServer(MavenSession session) {
        return "true".equalsIgnoreCase(session.getSystemProperties().getProperty("env.CI"));
    }

    @Override
    public Optional<Rename> rename(RenameQuestion question) {
        while (true) {
            out.printf("%n%s%n", question.text());
            for (var i = 0; i < question.candidates().size(); i++) {
                out.printf(
                        "  %s  renamed from %s%n", // not %d, which uses the digits of the locale
                        i + 1, question.candidates().get(i).from());
            }
            out.printf("  0  not renamed: the new one is added, and the old one is dropped with its data%n");
            var answer = line(
                    "Your choice: ", "-Dqorm.rename=" + question.candidates().get(0) + ", or none,");
            if (answer.matches("\\d{1,6}")
                    && Integer.parseInt(answer) <= question.candidates().size()) {
                var choice = Integer.parseInt(answer);
                return choice == 0
                        ? Optional.empty()
                        : Optional.of(question.candidates().get(choice - 1));
            }
            out.printf("%n'%s' is no choice. Answer with %s%n", answer, choices(question));
        }
    }

    private static String choices(RenameQuestion question) {
        var last = question.candidates().size();
        return last == 1 ? "0 or 1" : "a number from 0 to " + last;
    }

    @Override
    public Optional<String> backfill(String column, String text) {
        out.printf("%n%s%n", text);
        var value = line(
                "Type a value, '' for the empty text, or sql(<expression>) for a value for each row; or nothing, to"
                        + " let the migration fail on such rows: ",
                "-Dqorm.backfill=" + column + ":<value>, or none,");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /**
     * Reads a line. The end of the input is not an answer: nothing is guessed from it.
     *
     * @param flag how to answer otherwise
     */
    private String line(String prompt, String flag) {
        out.print(prompt);
        out.flush();
        var line = in.get();
        if (line == null) {
            out.println();
            throw CommandException.toMend("nothing was written, since the terminal was closed before the question was"
                    + " answered. Run it again to be asked again, or answer with " + flag + " on the command line");
        }
        return line.strip();
    }
}
