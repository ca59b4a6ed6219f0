package dev.qorm.diff;

import dev.qorm.schema.Table;
import dev.qorm.schema.TypeFamily;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties by which two tables are compared, to decide whether one could be the other under a new name. Computed
 * once for each table, since every dropped table is compared with every new one.
 *
 * @param names the families of the column types, by column name
 * @param types the families of the column types, sorted
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
     * Whether more than half of the columns of the larger table have a counterpart in the other by kind of type, or at
     * least half of those of the smaller table by name and kind of type. A common {@code id} does not count if it is
     * all that they share.
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
