package dev.qorm.schema;

import java.util.HashSet;
import java.util.List;

/** Validation shared by the constructors of the records. */
final class Checks {
    private Checks() {}

    static List<String> columns(String where, List<String> columns) {
        if (columns.isEmpty()) {
            throw new SchemaException(where + " has no columns");
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new SchemaException(where + " names a column twice: " + columns);
        }
        return List.copyOf(columns);
    }

    /** Checks the columns that an index includes beside those of its key. */
    static List<String> included(String where, List<String> columns, List<String> included) {
        var all = new HashSet<>(columns);
        for (var column : included) {
            if (!all.add(column)) {
                throw new SchemaException(where + " includes the column " + column
                        + (columns.contains(column) ? ", which is part of its key already" : " twice"));
            }
        }
        return List.copyOf(included);
    }

    static String text(String where, String expression) {
        if (expression.isBlank()) {
            throw new SchemaException(where + " has an empty expression");
        }
        return SqlText.evenlySpaced(expression);
    }

    static int positive(String what, int value) {
        if (value <= 0) {
            throw new SchemaException(what + " must be at least 1, not " + value);
        }
        return value;
    }
}
