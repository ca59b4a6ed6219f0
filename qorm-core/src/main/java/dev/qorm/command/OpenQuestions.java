package dev.qorm.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stops a run that has questions but nobody to ask. */
final class OpenQuestions {
    private static final String ADVICE = "Give the answers on the command line, separated by commas where there are"
            + " several, or run in a terminal to be asked.";

    private OpenQuestions() {}

    /**
     * Does nothing if there are no open questions. Otherwise writes them as JSON, if requested.
     *
     * @throws CommandException if there are open questions; the message contains all of them
     */
    static void check(List<Question> open, Answers answers) {
        var file = answers.questionsFile();
        if (open.isEmpty()) {
            if (file != null) {
                forget(file);
            }
            return;
        }
        var message = "nothing was written, because only you know the answer:\n" + Question.lines(open) + ADVICE;
        if (file != null) {
            QuestionsFile.write(file, answers.answersFile(), open);
            message += "\nThe questions as JSON, to be answered there: " + file + "\n    -Dqorm.answers=" + file;
        }
        throw CommandException.toMend(message);
    }

    /** Deletes the questions of an earlier run, which are answered now. */
    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the questions of an earlier run cannot be deleted from " + file, e);
        }
    }
}
