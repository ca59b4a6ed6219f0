package dev.qorm.diff;

import dev.qorm.schema.Table;
import dev.qorm.schema.TypeFamily;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What two tables are compared by, for whether one could be the other under another name. Made once a table, since each that
 * is gone is compared with each that is new.
 *
 * @param names the columns with the families of their types, by name
 * @param types the families of the columns, sorted
 */
record Likeness(Map<String, TypeFamily> names, List<TypeFamily> types) {
    static Likeness of(Table table) {
        var names = new HashMap<String, TypeFamily>();
        table.columns()
                .forEach((name, column) ->
                        names.put(name, TypeFamily.of(column.type()).kind()));
        return new Likeness(names, names.values().stream().sorted().toList());
    }

    /**
     * Whether more than half of the columns of the larger table are in the other by kind of type, or at least half of those
     * of the smaller table by name and kind of type. That both have an {@code id} says nothing where it is all they share.
     */
    boolean isLike(Likeness other) {
        if (sharedTypes(other) * 2 > Math.max(types.size(), other.types.size())) {
            return true;
        }
        var shared = 0;
        var isKeyShared = false;
        for (var column : names.entrySet()) {
            if (column.getValue().equals(other.names.get(column.getKey()))) {
                shared++;
                isKeyShared |= column.getKey().equals("id");
            }
        }
        var least = Math.min(types.size(), other.types.size());
        var isOnlyKey = shared == 1 && isKeyShared && least > 1;
        return !isOnlyKey && shared * 2 >= least;
    }

    private int sharedTypes(Likeness other) {
        var shared = 0;
        var mine = 0;
        var others = 0;
        while (mine < types.size() && others < other.types.size()) {
            var order = types.get(mine).compareTo(other.types.get(others));
            shared += order == 0 ? 1 : 0;
            mine += order <= 0 ? 1 : 0;
            others += order >= 0 ? 1 : 0;
        }
        return shared;
    }
}
