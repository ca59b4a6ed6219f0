package dev.qorm.generate;

import dev.qorm.model.Naming;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Determines which keys and indexes of a schema have the names that a model would derive for them. */
final class ConstraintNames {
    private final Map<String, Integer> counts = new HashMap<>();

    ConstraintNames(Schema schema) {
        for (var table : schema.tables()) {
            count(table.name());
            table.elements().stream()
                    .filter(element -> !(element instanceof Column))
                    .forEach(element -> count(element.name()));
        }
    }

    private void count(String name) {
        counts.merge(folded(name), 1, Integer::sum);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Whether {@code name} is the derived name, and nothing else has it. */
    boolean isDerived(String name, String table, List<String> columns, String suffix) {
        return name.equals(Naming.derived(table, columns, suffix)) && counts.getOrDefault(folded(name), 0) == 1;
    }
}
