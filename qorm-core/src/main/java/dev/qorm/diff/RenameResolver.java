package dev.qorm.diff;

import dev.qorm.diff.RenameAnswers.Asker;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Determines which tables and columns were renamed from evidence: the models' hints, the user's answers, and otherwise
 * a question for each new thing that may be the renaming of one that disappeared. Similarity never decides; it only
 * avoids pointless questions.
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
     * Returns the renames between two schemas, tables first.
     *
     * @param asker asks the user, or null if nobody can be asked
     * @throws RenameException if a hint or an answer does not fit
     * @throws UnansweredException if there are questions and nobody to ask
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
        // What a join table refers to is renamed before it is.
        var joinTablesLast = to.tables().stream()
                .sorted(Comparator.comparing(
                        table -> known.joinTable(table.name()).isPresent()))
                .toList();
        for (var table : joinTablesLast) {
            var before = renamed.find(table.name());
            if (before == null) {
                continue;
            }
            var former = known.former().columnsOf(nameBefore(before, tables));
            if (mayHaveRenames(before, table) || hasRenames(former)) {
                all.addAll(
                        new ColumnMatching(known, former, questions, renamed, to, table, List.copyOf(all)).resolve());
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

    /** Quickly rules out nearly all tables, which have no renames. */
    private boolean mayHaveRenames(Table before, Table after) {
        return !before.columns().keySet().equals(after.columns().keySet())
                || known.joinTable(after.name()).isPresent()
                || said().anyMatch(rename -> after.name().equalsIgnoreCase(rename.table()));
    }

    private Stream<Rename> said() {
        return Stream.concat(known.hints().stream().map(HintedRename::rename), known.answers().stream());
    }

    /** A rename in a table without a model is invalid; a model cannot declare one, but an answer can. */
    private void checkStrayHints() {
        said().filter(rename -> rename.table() != null && to.find(rename.table()) == null)
                .findFirst()
                .ifPresent(rename -> {
                    throw new RenameException(
                            "the rename " + rename + " names the table " + rename.table() + ", " + whyStray(rename));
                });
    }

    private String whyStray(Rename rename) {
        return said().filter(table -> table.table() == null && table.from().equalsIgnoreCase(rename.table()))
                .findFirst()
                .map(table -> "which is renamed to " + table.to() + "; write "
                        + new Rename(table.to(), rename.from(), rename.to()))
                .orElseGet(() -> "which no model has; the tables are "
                        + to.tables().stream().map(Table::name).sorted().collect(Collectors.joining(", ")));
    }

    /** An answer about a table that does not exist cannot fit, regardless of other answers and questions. */
    private void checkTablesOfAnswers() {
        for (var answer : known.answers()) {
            if (answer.table() == null && !(hasTable(from, answer.from()) && hasTable(to, answer.to()))) {
                throw new RenameException(
                        new UnusedAnswer(answer, from, from, to, known.former().tables()).message());
            }
        }
    }

    /**
     * Compares the exact case, unlike {@link Schema#find}, which would confuse the name of a class with that of its
     * table.
     */
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

    /** @param renamed the schema before, with the tables already renamed */
    private void checkAnswersUsed(Schema renamed, List<Rename> all) {
        for (var answer : known.answers()) {
            if (all.stream().noneMatch(answer::isSame)) {
                throw new RenameException(
                        new UnusedAnswer(answer, from, renamed, to, former(answer, renamed, all)).message());
            }
        }
    }
}
