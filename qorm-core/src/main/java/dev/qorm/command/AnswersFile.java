package dev.qorm.command;

import dev.qorm.command.QuestionsFile.Entry;
import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameQuestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers in the file of {@code -Dqorm.answers}. Each must answer a question; one that fits no question is an
 * error.
 */
final class AnswersFile {
    private final @Nullable Path file;
    private final List<Entry> unused = new ArrayList<>();

    /**
     * @param file in the format of {@link QuestionsFile}, or null for no answers
     * @param others the other modules; answers for them are ignored
     */
    AnswersFile(@Nullable Path file, OtherModules others) {
        this.file = file;
        if (file != null) {
            QuestionsFile.read(file).stream()
                    .filter(entry -> entry.answer() != null && !isForAnother(entry, others))
                    .forEach(this::add);
        }
    }

    private static boolean isForAnother(Entry entry, OtherModules others) {
        return others.areMeantBy(
                "the answer " + entry.answer() + " about " + entry.about(), OtherModules.table(entry.about()));
    }

    private void add(Entry entry) {
        for (var other : unused) {
            if (other.kind() == entry.kind() && other.about().equals(entry.about())) {
                throw problem(entry, "there is another one for it, " + other.answer() + "; keep the one that is meant");
            }
        }
        unused.add(entry);
    }

    /** Whether there is an unused answer to {@code question}. */
    boolean answers(Question question) {
        return unused.stream().anyMatch(entry -> isAnswer(entry, question));
    }

    private static boolean isAnswer(Entry entry, Question question) {
        return entry.kind() == question.kind() && entry.about().equals(question.about());
    }

    /** Uses the answer to {@code question}; returns empty if it says that none of the candidates is the rename. */
    Optional<Rename> rename(RenameQuestion question) {
        var entry = take(Question.of(question));
        var said = said(entry);
        if (said.equals(AnswerParser.NONE)) {
            return Optional.empty();
        }
        return Optional.of(question.candidates().stream()
                .filter(rename ->
                        rename.toString().equals(said) || rename.from().equals(said))
                .findFirst()
                .orElseThrow(() -> problem(
                        entry,
                        "it can be " + String.join(" or ", Question.of(question).answers()))));
    }

    /**
     * Uses the answer to {@code question}; returns the value as text, or empty if the answer says that there is none.
     *
     * @param column as it is written in an answer
     */
    Optional<String> backfill(Question question, String column) {
        var entry = take(question);
        var said = said(entry);
        if (said.equals(AnswerParser.NONE)) {
            return Optional.empty();
        }
        var start = column + ":";
        if (said.startsWith(start)) {
            return Optional.of(said.substring(start.length()));
        }
        if (isFlag(entry)) {
            throw problem(entry, "it has to begin with " + Question.Kind.BACKFILL.flag() + start);
        }
        if (said.isEmpty()) {
            throw problem(entry, "it is empty; the empty text is written '', and no answer yet null without quotes");
        }
        return Optional.of(said);
    }

    /** @throws CommandException if there are unused answers */
    void checkUsed() {
        if (!unused.isEmpty()) {
            throw problem(
                    unused.get(0),
                    "there is no such question: the models or migrations have changed since, or it is answered on the"
                            + " command line or in the model. Remove it");
        }
    }

    private Entry take(Question question) {
        var entry = unused.stream()
                .filter(each -> isAnswer(each, question))
                .findFirst()
                .orElseThrow();
        unused.remove(entry);
        return entry;
    }

    /** Returns the answer without its flag, which is optional, since the entry contains what it is about. */
    private String said(Entry entry) {
        var answer = String.valueOf(entry.answer()).strip();
        var flag = entry.kind().flag();
        if (answer.startsWith(flag)) {
            return answer.substring(flag.length());
        }
        if (isFlag(entry)) {
            throw problem(entry, "it has to begin with " + flag);
        }
        return answer;
    }

    private static boolean isFlag(Entry entry) {
        return String.valueOf(entry.answer()).strip().startsWith("-D");
    }

    private CommandException problem(Entry entry, String problem) {
        return CommandException.toMend(
                "qorm.answers: " + file + " says " + entry.answer() + " about " + entry.about() + ", but " + problem);
    }
}
