package dev.qorm.model;

import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds foreign keys whose target columns are not a key of their table. No database accepts them. */
final class KeyTargets {
    /**
     * A table and the model that declares it.
     *
     * @param type the model's class name
     * @param table its table
     */
    private record Target(String type, Table table) {}

    private final Map<ModelTable, Table> models;
    private final Map<String, Target> targets = new HashMap<>();

    /** @param models the models with their tables */
    KeyTargets(Map<ModelTable, Table> models) {
        this.models = models;
        models.forEach((model, table) ->
                targets.put(Table.key(table.name()), new Target(model.type().getName(), table)));
    }

    void check(Collection<Problem> problems) {
        models.forEach((model, table) -> table.foreignKeys().values().stream()
                .flatMap(key -> problem(key).stream())
                .forEach(text -> problems.add(new Problem(model.type().getName(), null, text))));
    }

    private Optional<String> problem(ForeignKey key) {
        var target = targets.get(Table.key(key.referencedTable()));
        var columns = key.referencedColumns();
        if (target == null || target.table.hasKey(columns)) {
            return Optional.empty();
        }
        return Optional.of("the foreign key over " + list(key.columns()) + " refers to " + target.table.name() + "("
                + list(columns) + "), " + reason(target, columns));
    }

    private String reason(Target target, List<String> columns) {
        if (target.table.uniques().values().stream()
                .anyMatch(unique -> unique.columns().equals(columns))) {
            return "which is a deferrable unique constraint, and no foreign key can refer to one; say neither deferrable()"
                    + " nor initiallyDeferred() there, in " + target.type;
        }
        var inOtherOrder = target.table
                .keys()
                .filter(key -> key.size() == columns.size() && Set.copyOf(key).equals(Set.copyOf(columns)))
                .findFirst();
        if (inOtherOrder.isPresent()) {
            return "and the key there is over " + list(inOtherOrder.get())
                    + "; name the columns in that order, on both sides";
        }
        var remedy = "say fields.unique("
                + columns.stream().map(column -> '"' + column + '"').collect(Collectors.joining(", ")) + ") in "
                + target.type;
        return target.table.indexes().values().stream().anyMatch(index -> isUnique(index, columns))
                ? "which have only a unique index, and not every database accepts a foreign key to that; instead, "
                        + remedy
                : "which is neither the primary key there nor unique; " + remedy;
    }

    private static boolean isUnique(Index index, List<String> columns) {
        return index.isUnique() && index.isOverColumns() && index.columnNames().equals(columns);
    }

    private static String list(List<String> names) {
        return String.join(", ", names);
    }
}
