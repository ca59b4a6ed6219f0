package dev.qorm.diff;

import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Orders renames such that each new name is free: in a chain, the last one comes first. A circle is opened with a
 * temporary name.
 */
final class RenameSorter {
    private static final String TEMPORARY = "qorm_renaming_";

    private RenameSorter() {}

    /**
     * A rename that is to be ordered.
     *
     * @param from the name before
     * @param to the name after
     * @param operation creates the operation that renames from one name to another
     */
    record Renaming(String from, String to, BiFunction<String, String, Operation> operation) {}

    /** @throws RenameException if a new name is taken by something that keeps it */
    static List<Operation> operations(Schema from, List<Rename> renames) {
        var tables = new ArrayList<Renaming>();
        Map<String, List<Renaming>> columns = new LinkedHashMap<>();
        for (var rename : renames) {
            var table = rename.table();
            if (table == null) {
                tables.add(new Renaming(rename.from(), rename.to(), RenameTable::new));
            } else {
                columns.computeIfAbsent(table, key -> new ArrayList<>())
                        .add(new Renaming(
                                rename.from(), rename.to(), (old, name) -> new RenameColumn(table, old, name)));
            }
        }
        var names = from.tables().stream().map(Table::name).toList();
        var operations = new ArrayList<>(sorted("table ", names, tables));
        var schema = Operation.replay(from, operations);
        for (var table : columns.entrySet()) {
            var taken = schema.table(table.getKey()).columns().keySet();
            operations.addAll(sorted("column " + table.getKey() + ".", taken, table.getValue()));
        }
        return operations;
    }

    /**
     * Orders renames of one kind such that each new name is free.
     *
     * @param what says in a message what they are
     * @param names all names that are taken before the first rename; not case-sensitive
     * @throws RenameException if a new name is taken by something that keeps it
     */
    static List<Operation> sorted(String what, Collection<String> names, List<Renaming> renames) {
        var taken = new TreeSet<>(names.stream().map(Table::key).toList());
        var waiting = new ArrayList<>(renames);
        var operations = new ArrayList<Operation>();
        while (!waiting.isEmpty()) {
            var next = waiting.stream()
                    .filter(rename -> !taken.contains(Table.key(rename.to()))
                            || Table.key(rename.to()).equals(Table.key(rename.from())))
                    .findFirst();
            var rename = next.orElseGet(() -> waiting.get(0));
            waiting.remove(rename);
            taken.remove(Table.key(rename.from()));
            if (next.isPresent()) {
                operations.add(rename.operation().apply(rename.from(), rename.to()));
                taken.add(Table.key(rename.to()));
                continue;
            }
            if (waiting.stream().noneMatch(other -> Table.key(other.from()).equals(Table.key(rename.to())))) {
                throw new RenameException("the " + what + rename.from() + " cannot be renamed to " + rename.to()
                        + ": the migrations know one of that name, which would be lost. If it may go, drop it in an"
                        + " earlier migration: with " + rename.from() + " still in the models and " + rename.to()
                        + " not, run qorm:makemigrations, then rename");
            }
            var temporary = TEMPORARY + operations.size();
            operations.add(rename.operation().apply(rename.from(), temporary));
            taken.add(temporary);
            waiting.add(new Renaming(temporary, rename.to(), rename.operation()));
        }
        return operations;
    }
}
