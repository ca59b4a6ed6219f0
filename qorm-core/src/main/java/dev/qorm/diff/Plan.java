package dev.qorm.diff;

import dev.qorm.operation.Operation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects operations by phase; within a phase they keep the order in which they were added. */
final class Plan {
    private final Map<Phase, List<Operation>> operations = new EnumMap<>(Phase.class);

    void add(Phase phase, Operation operation) {
        operations.computeIfAbsent(phase, key -> new ArrayList<>()).add(operation);
    }

    List<Operation> inOrder() {
        return operations.values().stream().flatMap(List::stream).toList();
    }
}
