package dev.qorm.diff;

import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Puts renames into an order in which each new name is free: in a chain the last one first. A circle is opened by a name
 * that is used for a moment only.
 */
final class RenameSorter {
    private static final String TEMPORARY = "qorm_renaming_";

    private RenameSorter() {}

    /** @throws RenameException when a new name is taken by what keeps it */
    static List<Operation> operations(Schema from, List<Rename> renames) {
        var operations = new ArrayList<Operation>();
        var tables = new LinkedHashMap<String, String>();
        Map<String, Map<String, String>> columns = new LinkedHashMap<>();
        for (var rename : renames) {
            if (rename.table() == null) {
                tables.put(rename.from(), rename.to());
            } else {
                columns.computeIfAbsent(rename.table(), table -> new LinkedHashMap<>())
                        .put(rename.from(), rename.to());
            }
        }
        var names = from.tables().stream().map(Table::name).toList();
        operations.addAll(sorted("table", names, tables, RenameTable::new));
        var schema = from;
        for (var operation : operations) {
            schema = operation.applyTo(schema);
        }
        for (var table : columns.entrySet()) {
            var taken = schema.table(table.getKey()).columns().keySet();
            operations.addAll(sorted(
                    "column " + table.getKey() + ".",
                    List.copyOf(taken),
                    table.getValue(),
                    (old, name) -> new RenameColumn(table.getKey(), old, name)));
        }
        return operations;
    }

    private static List<Operation> sorted(
            String what,
            List<String> names,
            Map<String, String> renames,
            BiFunction<String, String, Operation> operation) {
        var taken = new TreeSet<>(names.stream().map(Table::key).toList());
        var waiting = new LinkedHashMap<>(renames);
        var operations = new ArrayList<Operation>();
        while (!waiting.isEmpty()) {
            var next = waiting.entrySet().stream()
                    .filter(rename -> !taken.contains(Table.key(rename.getValue()))
                            || Table.key(rename.getValue()).equals(Table.key(rename.getKey())))
                    .findFirst();
            if (next.isPresent()) {
                var old = next.get().getKey();
                var name = next.get().getValue();
                waiting.remove(old);
                operations.add(operation.apply(old, name));
                taken.remove(Table.key(old));
                taken.add(Table.key(name));
                continue;
            }
            var first = waiting.entrySet().iterator().next();
            if (waiting.keySet().stream().noneMatch(old -> Table.key(old).equals(Table.key(first.getValue())))) {
                throw new RenameException("the " + what + first.getKey() + " cannot be renamed to " + first.getValue()
                        + ": that name is taken by one that keeps it");
            }
            var temporary = TEMPORARY + operations.size();
            operations.add(operation.apply(first.getKey(), temporary));
            taken.remove(Table.key(first.getKey()));
            taken.add(temporary);
            waiting.remove(first.getKey());
            waiting.put(temporary, first.getValue());
        }
        return operations;
    }
}
