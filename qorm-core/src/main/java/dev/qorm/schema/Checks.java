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
