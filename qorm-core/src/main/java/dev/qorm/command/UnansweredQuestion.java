package dev.qorm.command;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that only a person knows, and nobody could be asked.
 *
 * @param kind {@code rename} or {@code backfill}
 * @param text the question
 * @param answers the flags that answer it, one of which is to be given
 */
record UnansweredQuestion(String kind, String text, List<String> answers) {
    /** All questions for a person. */
    static String message(List<UnansweredQuestion> questions, String advice) {
        return questions.stream()
                .map(question -> "  " + question.text + "\n"
                        + question.answers.stream()
                                .map(answer -> "      " + answer + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("", "nothing was written, since only you know:\n", advice));
    }

    /** All questions for a program. */
    static String json(List<UnansweredQuestion> questions) {
        return questions.stream()
                .map(question -> "  {\"kind\": " + quoted(question.kind) + ", \"text\": " + quoted(question.text)
                        + ", \"answers\": "
                        + question.answers.stream()
                                .map(UnansweredQuestion::quoted)
                                .collect(Collectors.joining(", ", "[", "]"))
                        + "}")
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
