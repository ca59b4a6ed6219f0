package dev.qorm.introspect;

import dev.qorm.schema.SqlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Expressions of H2 with the names that columns have in a schema. The catalog contains them as H2 stores them, in
 * quotes: {@code "AGE" > 0}, which refers to no column on any other database, and would not follow the column when it
 * is renamed.
 */
final class H2Expressions {
    private final Map<String, List<String>> columns = new HashMap<>();

    /** Adds a column, by names as H2 stores them. */
    void column(String table, String column) {
        columns.computeIfAbsent(table, name -> new ArrayList<>()).add(column);
    }

    /** Returns the expression that the catalog shows as {@code text}. */
    String of(String table, String text) {
        var expression = text;
        for (var stored : columns.getOrDefault(table, List.of())) {
            var name = H2Introspection.name(stored);
            if (!name.equals(stored) && expression.contains(SqlText.quoted(stored))) {
                expression = SqlText.rename(expression, stored, name);
            }
        }
        return expression;
    }
}
