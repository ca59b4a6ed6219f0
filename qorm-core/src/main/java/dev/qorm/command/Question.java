package dev.qorm.command;

import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameQuestion;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that only the user knows.
 *
 * @param kind the kind of answer
 * @param about the table or column that the question is about: {@code author}, {@code author.full_name}
 * @param text the question
 * @param answers the flags that answer it, of which one must be given
 */
public record Question(Kind kind, String about, String text, List<String> answers) {
    public Question {
        answers = List.copyOf(answers);
    }

    /** The kind of answer. */
    public enum Kind {
        /** Whether a new thing is an old one that was renamed. */
        RENAME,
        /** The value that existing rows get. */
        BACKFILL;

        /** Returns the prefix of an answer on the command line. */
        String flag() {
            return "-Dqorm." + this + "=";
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Question of(RenameQuestion question) {
        var first = question.candidates().get(0);
        var candidates = question.candidates().stream().map(Rename::toString);
        return new Question(
                Kind.RENAME,
                first.table() == null ? first.to() : first.table() + "." + first.to(),
                question.text(),
                Stream.concat(candidates, Stream.of(AnswerParser.NONE))
                        .map(Kind.RENAME.flag()::concat)
                        .toList());
    }

    /** Returns the questions for the user, one line each, followed by one line for each answer. */
    public static String lines(List<Question> questions) {
        return questions.stream()
                .map(question -> "  " + question.text + "\n"
                        + question.answers.stream()
                                .map(question::line)
                                .map(line -> "      " + line + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    /** Returns an answer as it is typed in a shell; for {@code none}, with its effect on rows. */
    private String line(String answer) {
        if (kind == Kind.BACKFILL && answer.equals(kind.flag() + AnswerParser.NONE)) {
            return answer + "   (the migration fails on such rows)";
        }
        return answer.chars().anyMatch(character -> "(' ".indexOf(character) >= 0) ? '"' + answer + '"' : answer;
    }
}
