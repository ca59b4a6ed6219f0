package dev.qorm.command;

import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameAnswers;
import dev.qorm.diff.RenameQuestion;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SchemaException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions from the file of answers or, failing that, by asking the user. Questions that nobody answers stay
 * open.
 */
final class Respondent implements RenameAnswers.Asker {
    private final AnswersFile file;
    private final Answers.@Nullable Asker person;
    private final List<Question> open = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private boolean isTableOpen;

    Respondent(Answers answers, OtherModules others) {
        this.file = new AnswersFile(answers.answersFile(), others);
        this.person = answers.asker();
    }

    /** Returns the candidate that is the rename, or empty if none of them is or the question is open. */
    @Override
    public Optional<Rename> ask(RenameQuestion question) {
        if (file.answers(Question.of(question))) {
            return file.rename(question);
        }
        if (person != null) {
            return person.rename(question);
        }
        isTableOpen |= question.candidates().get(0).table() == null;
        open.add(Question.of(question));
        return Optional.empty();
    }

    @Override
    public void takeForDone(String hints) {
        remarks.add(hints);
    }

    /** Returns remarks for the user on what was not asked. */
    Set<String> remarks() {
        return remarks;
    }

    /** Whether there is an open question about a table. */
    boolean isTableOpen() {
        return isTableOpen;
    }

    /** Returns the value for existing rows, or null if there is none or the question is open. */
    @Nullable
    DefaultValue backfill(Gap gap) {
        var question = gap.question();
        if (file.answers(question)) {
            return file.backfill(question, gap.written()).map(gap::parse).orElse(null);
        }
        if (person != null) {
            return ask(person, gap, question);
        }
        open.add(question);
        return null;
    }

    /** If a value does not fit, asks again, so that a typing error does not end the run. */
    private static @Nullable DefaultValue ask(Answers.Asker person, Gap gap, Question question) {
        var text = question.text();
        while (true) {
            var answer = person.backfill(gap.written(), text);
            try {
                return answer.filter(value -> gap.takesValue() || !value.equals(AnswerParser.NONE))
                        .map(gap::read)
                        .orElse(null);
            } catch (SchemaException e) {
                text = e.getMessage() + "\n" + question.text();
            }
        }
    }

    /** Returns the unanswered questions. */
    List<Question> open() {
        return List.copyOf(open);
    }

    /** @throws CommandException if the file has answers to questions that were not asked */
    void checkAllUsed() {
        file.checkUsed();
    }
}
