package dev.qorm.diff;

import dev.qorm.diff.RenameAnswers.Asker;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which tables and columns were renamed, by evidence: the models' hints, the user's answers, else a question for
 * each new thing that something gone could have become. Similarity decides nothing; it only saves questions that make no
 * sense.
 */
public final class RenameResolver {
    private final Schema from;
    private final Schema to;
    private final RenameAnswers known;
    private final Questions questions;

    private RenameResolver(Schema from, Schema to, RenameAnswers known, Questions questions) {
        this.from = from;
        this.to = to;
        this.known = known;
        this.questions = questions;
    }

    /**
     * The renames between two schemas, tables first.
     *
     * @param asker asks a person, or null when nobody can be asked
     * @throws RenameException when a hint or an answer does not fit
     * @throws UnansweredException when there are questions and nobody to ask
     */
    public static List<Rename> resolve(Schema from, Schema to, RenameAnswers known, @Nullable Asker asker) {
        return new RenameResolver(from, to, known, new Questions(asker)).resolve();
    }

    private List<Rename> resolve() {
        checkStrayHints();
        checkTablesOfAnswers();
        var tables = new TableMatching(known, questions, from, to).resolve();
        questions.failIfUnanswered();
        var renamed = Operation.replay(from, RenameSorter.operations(from, tables));
        var all = new ArrayList<>(tables);
        for (var table : to.tables()) {
            var before = renamed.find(table.name());
            if (before == null) {
                continue;
            }
            var former = known.former().columnsOf(nameBefore(before, tables));
            if (mayHaveRenames(before, table) || hasRenames(former)) {
                all.addAll(new ColumnMatching(known, former, questions, renamed, to, table).resolve());
            }
        }
        checkAnswersUsed(renamed, all);
        questions.failIfUnanswered();
        return all;
    }

    private static String nameBefore(Table table, List<Rename> tables) {
        return tables.stream()
                .filter(rename -> rename.table() == null && rename.to().equals(table.name()))
                .findFirst()
                .map(Rename::from)
                .orElse(table.name());
    }

    private static boolean hasRenames(Map<String, Optional<String>> former) {
        return former.entrySet().stream().anyMatch(name -> !name.getValue().equals(Optional.of(name.getKey())));
    }

    /** Nearly every table has no renames, and this sees it at once. */
    private boolean mayHaveRenames(Table before, Table after) {
        return !before.columns().keySet().equals(after.columns().keySet())
                || said().anyMatch(rename -> after.name().equalsIgnoreCase(rename.table()));
    }

    private Stream<Rename> said() {
        return Stream.concat(known.hints().stream().map(HintedRename::rename), known.answers().stream());
    }

    /** A hint for a table that is no model's any more cannot be used; a model cannot have one, an answer can. */
    private void checkStrayHints() {
        said().filter(rename -> rename.table() != null && to.find(rename.table()) == null)
                .findFirst()
                .ifPresent(rename -> {
                    throw new RenameException("the rename " + rename + " names the table " + rename.table()
                            + ", which no model has; the tables are "
                            + to.tables().stream().map(Table::name).sorted().collect(Collectors.joining(", ")));
                });
    }

    /** An answer about a table that is not there fits whatever else is answered, or asked, as little. */
    private void checkTablesOfAnswers() {
        for (var answer : known.answers()) {
            if (answer.table() == null && !(hasTable(from, answer.from()) && hasTable(to, answer.to()))) {
                throw new RenameException(
                        new UnusedAnswer(answer, from, from, to, known.former().tables()).message());
            }
        }
    }

    /** In just these letters; {@link Schema#find} folds them, and takes the name of a class for its table's. */
    private static boolean hasTable(Schema schema, String name) {
        return schema.tables().stream().anyMatch(table -> table.name().equals(name));
    }

    private Map<String, Optional<String>> former(Rename answer, Schema renamed, List<Rename> all) {
        if (answer.table() == null) {
            return known.former().tables();
        }
        var table = renamed.find(answer.table());
        return table == null ? Map.of() : known.former().columnsOf(nameBefore(table, all));
    }

    /** @param renamed what was there before, the tables by their names after all renames */
    private void checkAnswersUsed(Schema renamed, List<Rename> all) {
        for (var answer : known.answers()) {
            if (all.stream().noneMatch(answer::isSame)) {
                throw new RenameException(
                        new UnusedAnswer(answer, from, renamed, to, former(answer, renamed, all)).message());
            }
        }
    }
}
