package dev.qorm.command;

import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameAnswers;
import dev.qorm.diff.RenameQuestion;
import dev.qorm.diff.RenameResolver;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.diff.UnansweredException;
import dev.qorm.model.MappedModels;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the operations that lead from the migrations to the models, asking where only a person knows. */
final class Changes {
    private static final String ADVICE = "Give the answers on the command line, separated by commas where there are"
            + " several, or run in a terminal to be asked.";

    private final Answers answers;

    Changes(Answers answers) {
        this.answers = answers;
    }

    /** @throws CommandException when there are questions and nobody to ask */
    List<Operation> between(Schema migrated, MappedModels models) {
        var backfills = new Backfills(answers);
        var operations = backfills.in(SchemaDiffer.diff(migrated, models.schema(), renames(migrated, models)));
        failOn(backfills.unanswered());
        return operations;
    }

    private List<Rename> renames(Schema migrated, MappedModels models) {
        var hints = models.renames().stream()
                .map(hint -> hint.column() == null
                        ? new Rename(null, hint.from(), hint.table())
                        : new Rename(hint.table(), hint.from(), hint.column()))
                .toList();
        var known = new RenameAnswers(
                hints, AnswerParser.renames(answers.renames()), AnswerParser.saysNone(answers.renames()));
        try {
            var asker = answers.asker();
            return RenameResolver.resolve(migrated, models.schema(), known, asker == null ? null : asker::rename);
        } catch (UnansweredException e) {
            failOn(e.questions().stream().map(Changes::question).toList());
            throw e;
        }
    }

    private static UnansweredQuestion question(RenameQuestion question) {
        var flags = Stream.concat(
                        question.candidates().stream().map(rename -> "-Dqorm.rename=" + rename),
                        Stream.of("-Dqorm.rename=none"))
                .toList();
        return new UnansweredQuestion("rename", question.text(), flags);
    }

    private void failOn(List<UnansweredQuestion> questions) {
        if (questions.isEmpty()) {
            return;
        }
        var advice = new ArrayList<String>();
        advice.add(ADVICE);
        var file = answers.questionsFile();
        if (file != null) {
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, UnansweredQuestion.json(questions));
            } catch (IOException e) {
                throw new UncheckedIOException("the questions cannot be written to " + file, e);
            }
            advice.add("The questions as JSON: " + file);
        }
        throw new CommandException(UnansweredQuestion.message(questions, String.join("\n", advice)), null, true);
    }
}
