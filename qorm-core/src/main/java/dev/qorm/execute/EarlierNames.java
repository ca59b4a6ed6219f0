package dev.qorm.execute;

import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tables and columns are called in the database before a migration, by what they are called after a rename in it. */
final class EarlierNames {
    private final Map<List<String>, String> earlier = new HashMap<>();

    /** Takes note of an operation of the migration, in their order. */
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
