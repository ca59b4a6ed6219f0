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

/** Answers questions: from the file of answers, else by asking a person. What nobody answers stays open. */
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

    /** Which of the candidates it was; empty for none of them, and while the question is open. */
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

    /** What a person should know of what was not asked. */
    Set<String> remarks() {
        return remarks;
    }

    /** Whether it is open what became of a table. */
    boolean isTableOpen() {
        return isTableOpen;
    }

    /** The value for the rows that are there; null for none, and while the question is open. */
    @Nullable
    DefaultValue backfill(Gap gap) {
        var question = gap.question();
        if (file.answers(question)) {
            return file.backfill(question).map(gap::parse).orElse(null);
        }
        if (person != null) {
            return ask(person, gap, question);
        }
        open.add(question);
        return null;
    }

    /** A value that does not fit is asked for again: a slip of the finger is no reason to begin anew. */
    private static @Nullable DefaultValue ask(Answers.Asker person, Gap gap, Question question) {
        var text = question.text();
        while (true) {
            var answer = person.backfill(question.about(), text);
            try {
                return answer.filter(value -> gap.takesValue() || !value.equals(AnswerParser.NONE))
                        .map(gap::read)
                        .orElse(null);
            } catch (SchemaException e) {
                text = e.getMessage() + "\n" + question.text();
            }
        }
    }

    /** What nobody answered. */
    List<Question> open() {
        return List.copyOf(open);
    }

    /** @throws CommandException when the file has answers to what nobody asked */
    void checkAllUsed() {
        file.checkUsed();
    }
}
