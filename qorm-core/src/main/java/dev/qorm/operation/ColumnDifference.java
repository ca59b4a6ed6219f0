package dev.qorm.operation;

import dev.qorm.schema.Collation;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Describes to the user how two definitions of a column differ. */
final class ColumnDifference {
    private ColumnDifference() {}

    static String describe(Column from, Column to) {
        var parts = new ArrayList<String>();
        if (!from.type().equals(to.type())) {
            parts.add(TypeNames.of(from.type()) + " -> " + TypeNames.of(to.type()));
        }
        if (from.isNullable() != to.isNullable()) {
            parts.add(to.isNullable() ? "not null -> null" : "null -> not null");
        }
        if (!Objects.equals(from.defaultValue(), to.defaultValue()) && !isSpelledAlike(from, to)) {
            parts.add("default " + text(from.defaultValue()) + " -> " + text(to.defaultValue()));
        }
        if (from.isAutoIncrement() != to.isAutoIncrement()) {
            parts.add(to.isAutoIncrement() ? "auto-increment" : "no longer auto-increment");
        }
        if (!Objects.equals(from.generatedAs(), to.generatedAs())) {
            parts.add("generated as " + quoted(from.generatedAs()) + " -> " + quoted(to.generatedAs()));
        }
        if (!Objects.equals(from.comment(), to.comment())) {
            parts.add("comment " + quoted(from.comment()) + " -> " + quoted(to.comment()));
        }
        if (!from.collations().equals(to.collations())) {
            parts.add("collation " + text(from.collations()) + " -> " + text(to.collations()));
        }
        return String.join(", ", parts);
    }

    /** Returns the collations in parentheses if there are several. */
    private static String text(List<Collation> collations) {
        var names = collations.stream()
                .map(collation -> quoted(collation.name()) + " on " + collation.database())
                .toList();
        return names.isEmpty() ? "none" : names.size() == 1 ? names.get(0) : "(" + String.join(", ", names) + ")";
    }

    /** A default in another type may look the same to the user: a number instead of the text that represents it. */
    private static boolean isSpelledAlike(Column from, Column to) {
        return !from.type().equals(to.type()) && text(from.defaultValue()).equals(text(to.defaultValue()));
    }

    private static String text(@Nullable DefaultValue value) {
        if (value instanceof DefaultValue.Expression expression) {
            return expression.sql();
        }
        return value instanceof DefaultValue.Literal literal ? "'" + text(literal) + "'" : "none";
    }

    private static String text(DefaultValue.Literal literal) {
        return literal.value() instanceof DefaultValue.Bytes bytes
                ? "0x" + bytes.hex()
                : onOneLine(String.valueOf(literal.value()));
    }

    private static String onOneLine(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }

    /** Returns the user's text in quotes on one line, whatever it contains. */
    static String quoted(@Nullable String text) {
        return text == null ? "none" : "'" + onOneLine(text) + "'";
    }
}
