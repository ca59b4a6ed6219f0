package dev.qorm.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules within one table. */
record TableRules(String table, Map<String, Column> columns) {
    void check(
            @Nullable PrimaryKey primaryKey,
            Map<String, UniqueConstraint> uniques,
            Map<String, ForeignKey> foreignKeys,
            Map<String, Index> indexes) {
        if (columns.isEmpty()) {
            throw new SchemaException("table " + table + " has no columns");
        }
        var folded = new HashMap<String, String>();
        for (var column : columns.keySet()) {
            var other = folded.put(column.toLowerCase(Locale.ROOT), column);
            if (other != null) {
                throw new SchemaException("table " + table + " has two columns whose names differ only in case: "
                        + other + " and " + column);
            }
        }
        if (primaryKey != null) {
            exist("primary key " + primaryKey.name(), primaryKey.columns());
            for (var column : primaryKey.columns()) {
                var found = columns.get(column);
                if (found != null && found.isNullable()) {
                    throw new SchemaException("table " + table + ": column " + column
                            + " is nullable, a column of the primary key cannot be");
                }
            }
        }
        uniques.values().forEach(unique -> {
            exist("unique constraint " + unique.name(), unique.columns());
            exist("unique constraint " + unique.name(), unique.include());
        });
        foreignKeys.values().forEach(key -> exist("foreign key " + key.name(), key.columns()));
        indexes.values().forEach(index -> {
            exist("index " + index.name(), index.columnNames());
            exist("index " + index.name(), index.include());
        });
    }

    private void exist(String what, List<String> names) {
        for (var column : names) {
            if (!columns.containsKey(column)) {
                throw new SchemaException("table " + table + ": " + what + " names the column " + column
                        + ", which is not there; the table has " + String.join(", ", columns.keySet()));
            }
        }
    }
}
