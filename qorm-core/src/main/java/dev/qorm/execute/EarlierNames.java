package dev.qorm.execute;

import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names that tables and columns have in the database before a migration, by their names after its renames. */
final class EarlierNames {
    private final Map<List<String>, String> earlier = new HashMap<>();

    /** Registers an operation of the migration; to be called in their order. */
    void after(Operation operation) {
        if (operation instanceof RenameTable rename) {
            earlier.put(List.of(rename.to()), table(rename.from()));
        } else if (operation instanceof RenameColumn rename) {
            earlier.put(List.of(table(rename.table()), rename.to()), column(rename.table(), rename.from()));
        }
    }

    String table(String name) {
        return earlier.getOrDefault(List.of(name), name);
    }

    String column(String table, String name) {
        return earlier.getOrDefault(List.of(table(table), name), name);
    }
}
