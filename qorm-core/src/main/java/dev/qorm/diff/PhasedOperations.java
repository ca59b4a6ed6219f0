package dev.qorm.diff;

import dev.qorm.diff.RenameSorter.Renaming;
import dev.qorm.operation.Operation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Collects operations by phase; within a phase they keep the order in which they were added. Keys, indexes and checks
 * have names that are unique in the whole schema, so their renames are ordered such that each new name is free.
 */
final class PhasedOperations {
    private final Map<Phase, List<Operation>> byPhase = new EnumMap<>(Phase.class);

    private final List<Renaming> keys = new ArrayList<>();

    void add(Phase phase, Operation operation) {
        byPhase.computeIfAbsent(phase, key -> new ArrayList<>()).add(operation);
    }

    void renameKey(Renaming renaming) {
        keys.add(renaming);
    }

    List<Operation> inOrder() {
        var names = keys.stream().map(Renaming::from).toList();
        byPhase.put(Phase.RENAME_KEYS, RenameSorter.sorted("key ", names, keys));
        return byPhase.values().stream().flatMap(List::stream).toList();
    }
}
