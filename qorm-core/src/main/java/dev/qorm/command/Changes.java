package dev.qorm.command;

import dev.qorm.diff.Handovers;
import dev.qorm.diff.HintedRename;
import dev.qorm.diff.JoinTable;
import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameAnswers;
import dev.qorm.diff.RenameException;
import dev.qorm.diff.RenameResolver;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.model.MappedModels;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operations that lead from the migrations to the models.
 *
 * @param operations in order; for an open question, as if the answer were that nothing was renamed, or that there is no
 *     value
 * @param open the questions that only the user can answer, and that have no answer yet
 * @param remarks about answers that are left to other modules, and hints that are assumed to have taken effect
 */
record Changes(List<Operation> operations, List<Question> open, List<String> remarks) {
    static final Changes NONE = new Changes(List.of(), List.of(), List.of());

    /**
     * Finds the changes, asking what only the user knows.
     *
     * @throws CommandException if an answer fits nothing, or the models read a column that no longer exists
     * @throws RenameException if an answer or a hint about a rename does not fit
     */
    static Changes between(Schema migrated, MappedModels models, Answers answers) {
        return between(migrated, models, answers, EarlierAnswers.NONE);
    }

    /**
     * Does the same when a migration that already contains answers is rewritten; the current answers take precedence.
     *
     * @throws CommandException also if it is unclear whether one of the earlier answers is still meant
     */
    static Changes between(Schema before, MappedModels models, Answers answers, EarlierAnswers earlier) {
        var handovers = Handovers.between(before, models.schema(), models.externals());
        var migrated = Operation.replay(before, handovers.operations());
        var others = new OtherModules(answers.areShared(), migrated, models.schema());
        var respondent = new Respondent(answers, others);
        var renames = renames(migrated, models, known(models, answers, others, earlier), respondent);
        new GoneColumns(migrated, models.schema(), renames).checkUnread();
        var given = AnswerParser.backfills(answers.backfills());
        given.entrySet().removeIf(each -> isForAnother(each.getKey(), each.getValue(), others));
        var renamed = new RenamedColumns(renames, models.schema());
        var values = new EarlierValues(earlier, renamed);
        var backfills = new Backfills(given, AnswerParser.saysNone(answers.backfills()), values, respondent, renamed);
        var undecided = respondent.open().stream().map(Question::about).collect(Collectors.toSet());
        var operations = new ArrayList<>(handovers.operations());
        var changed = diff(migrated, models, renames, undecided);
        if (undecided.isEmpty()) {
            handovers.left().forEach(table -> checkKeepsTargets(before.table(table), changed));
        }
        operations.addAll(backfills.in(changed, undecided));
        if (undecided.isEmpty()) {
            backfills.checkAllUsed();
            respondent.checkAllUsed();
        }
        var remarks = new ArrayList<>(others.remarks());
        remarks.addAll(respondent.remarks());
        handovers
                .left()
                .forEach(table -> remarks.add("The table " + table
                        + " is external now: no migration will change it any more, and no database drops it"));
        handovers
                .taken()
                .forEach(table -> remarks.add("The table " + table
                        + " is no longer external: the migrations take over what its model declares, and no database creates it."
                        + " mvn qorm:verify shows whether a database has it like that"));
        if (undecided.isEmpty()) {
            remarks.addAll(AnswerParser.saysNone(answers.renames()) ? earlier.leftOut(renames) : List.of());
            remarks.addAll(values.remarks());
        }
        return new Changes(operations, respondent.open(), remarks);
    }

    /** A database refuses to drop a table that an external one still refers to. */
    private static void checkKeepsTargets(Table external, List<Operation> operations) {
        for (var operation : operations) {
            if (operation instanceof DropTable drop) {
                var target = drop.table().name();
                external.foreignKeys().values().stream()
                        .filter(key -> key.refersTo(target))
                        .findFirst()
                        .ifPresent(key -> {
                            throw CommandException.toMend("the table " + external.name()
                                    + " becomes external, and its foreign key " + key.name() + " refers to " + target
                                    + ", which has no model any more and would be dropped. Declare " + target
                                    + " external, too, or keep its model until " + external.name()
                                    + " no longer has that key");
                        });
            }
        }
    }

    private static boolean isForAnother(Rename answer, OtherModules others) {
        var text = Question.Kind.RENAME.flag() + answer;
        return answer.table() == null
                ? others.areMeantBy(text, answer.from(), answer.to())
                : others.areMeantBy(text, answer.table());
    }

    private static boolean isForAnother(String column, String value, OtherModules others) {
        return others.areMeantBy(Question.Kind.BACKFILL.flag() + column + ":" + value, OtherModules.table(column));
    }

    private static RenameAnswers known(
            MappedModels models, Answers answers, OtherModules others, EarlierAnswers earlier) {
        var hints = models.renames().stream()
                .map(hint -> new HintedRename(
                        hint.column() == null
                                ? new Rename(null, hint.from(), hint.table())
                                : new Rename(hint.table(), hint.from(), hint.column()),
                        hint.meant()))
                .toList();
        var given = AnswerParser.renames(answers.renames()).stream()
                .filter(answer -> !isForAnother(answer, others))
                .toList();
        var joinTables = models.joinTables().stream()
                .map(join -> new JoinTable(join.table(), join.owner(), join.ending()))
                .toList();
        return new RenameAnswers(hints, given, AnswerParser.saysNone(answers.renames()), earlier.names(), joinTables);
    }

    private static List<Rename> renames(
            Schema migrated, MappedModels models, RenameAnswers known, Respondent respondent) {
        try {
            return RenameResolver.resolve(migrated, models.schema(), known, respondent);
        } catch (RenameException e) {
            if (respondent.isTableOpen()) {
                return List.of(); // an answer about a column may depend on the one about its table
            }
            throw e;
        }
    }

    private static List<Operation> diff(
            Schema migrated, MappedModels models, List<Rename> renames, Set<String> undecided) {
        try {
            return SchemaDiffer.diff(migrated, models.schema(), renames);
        } catch (RenameException e) {
            if (!undecided.isEmpty()) {
                return List.of(); // the name that is taken may be the one that an open question is about
            }
            throw e;
        }
    }
}
