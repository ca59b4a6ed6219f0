package dev.qorm.introspect;

import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Collects what the catalogue says of each table. */
final class FoundTables {
    private final Map<String, List<TableElement>> elements = new LinkedHashMap<>();
    private final Map<String, String> comments = new HashMap<>();

    void table(String name, @Nullable String comment) {
        elements.put(name, new ArrayList<>());
        if (comment != null) {
            comments.put(name, comment);
        }
    }

    /** Adds a part to a table; what belongs to a view or another kind of relation is passed over. */
    void add(String table, TableElement element) {
        var parts = elements.get(table);
        if (parts != null) {
            parts.add(element);
        }
    }

    Schema toSchema(Predicate<String> wanted) {
        var tables = new ArrayList<Table>();
        elements.forEach((name, parts) -> {
            if (wanted.test(name) && !parts.isEmpty()) {
                parts.removeIf(part -> part instanceof ForeignKey key
                        && !(wanted.test(key.referencedTable()) && elements.containsKey(key.referencedTable())));
                tables.add(Table.of(name, comments.get(name), parts));
            }
        });
        return Schema.of(tables);
    }
}
