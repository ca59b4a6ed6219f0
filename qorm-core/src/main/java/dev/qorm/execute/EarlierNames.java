package dev.qorm.execute;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that tables, columns, keys and indexes have in the database before a migration, by their names after its renames. A
 * table or column that the migration creates has the empty name before.
 */
final class EarlierNames {
    private static final String NONE = "";

    private final Map<List<String>, String> earlier = new HashMap<>();
    private final Map<String, String> parts = new HashMap<>();

    /** Registers an operation of the migration; to be called in their order. */
    void after(Operation operation) {
        if (operation instanceof RenameTable rename) {
            earlier.put(List.of(rename.to()), table(rename.from()));
        } else if (operation instanceof RenameColumn rename) {
            earlier.put(List.of(table(rename.table()), rename.to()), column(rename.table(), rename.from()));
        } else if (operation instanceof CreateTable create) {
            earlier.put(List.of(create.table().name()), NONE);
        } else if (operation instanceof AddColumn add) {
            earlier.put(List.of(table(add.table()), add.column().name()), NONE);
        } else if (operation instanceof RenameConstraint rename) {
            parts.put(rename.to(), part(rename.from()));
        } else if (operation instanceof RenameIndex rename) {
            parts.put(rename.to(), part(rename.from()));
        }
    }

    /** Returns the name of a key, a check or an index; in H2 they are unique in the schema. */
    String part(String name) {
        return parts.getOrDefault(name, name);
    }

    String table(String name) {
        return earlier.getOrDefault(List.of(name), name);
    }

    String column(String table, String name) {
        return earlier.getOrDefault(List.of(table(table), name), name);
    }
}
