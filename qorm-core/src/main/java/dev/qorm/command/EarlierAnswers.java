package dev.qorm.command;

import dev.qorm.diff.FormerNames;
import dev.qorm.diff.Rename;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answers that a migration already contains when it is rewritten: what was renamed, and which values rows get.
 *
 * @param migration its name, for the user
 * @param names the renames
 * @param operations all its operations
 */
record EarlierAnswers(String migration, FormerNames names, List<Operation> operations) {
    /** No migration is rewritten. */
    static final EarlierAnswers NONE = new EarlierAnswers("", FormerNames.NONE, List.of());

    EarlierAnswers {
        operations = List.copyOf(operations);
    }

    /** Returns the answers that {@code operations}, which start from {@code before}, contain. */
    static EarlierAnswers of(String migration, Schema before, List<Operation> operations) {
        return new EarlierAnswers(migration, FormerNames.of(before, operations), operations);
    }

    /**
     * Returns remarks on renames that the user revoked by answering that nothing is renamed.
     *
     * @param renames the renames that are valid now
     */
    List<String> leftOut(List<Rename> renames) {
        var remarks = new ArrayList<String>();
        leftOut(null, names.tables(), renames).forEach(remarks::add);
        names.columns().forEach((table, columns) -> {
            var after = renames.stream()
                    .filter(rename -> rename.table() == null && rename.from().equals(table))
                    .map(Rename::to)
                    .findFirst()
                    .orElse(table);
            leftOut(after, columns, renames).forEach(remarks::add);
        });
        return remarks.stream().sorted().toList();
    }

    private Stream<String> leftOut(@Nullable String table, Map<String, Optional<String>> former, List<Rename> renames) {
        return former.entrySet().stream()
                .flatMap(name -> name
                        .getValue()
                        .filter(old -> !old.equals(name.getKey()))
                        .map(old -> new Rename(table, old, name.getKey()))
                        .stream())
                .filter(old -> renames.stream()
                        .noneMatch(rename -> Objects.equals(rename.table(), table)
                                && rename.from().equals(old.from())))
                .map(old -> "Left out, as " + Question.Kind.RENAME.flag() + AnswerParser.NONE + " says: the rename "
                        + old + " in " + migration);
    }
}
