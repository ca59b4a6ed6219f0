package dev.qorm.model;

import dev.qorm.schema.CheckConstraint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one {@code schema} method has declared, in its order. */
final class Declarations {
    final List<AbstractField<?>> fields = new ArrayList<>();
    final List<KeyDeclaration> uniques = new ArrayList<>();
    final List<ForeignKeyDeclaration> foreignKeys = new ArrayList<>();
    final List<IndexDeclaration> indexes = new ArrayList<>();
    final List<CheckConstraint> checks = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();
    final TableOptions table = new TableOptions();
    final String model;

    @Nullable
    KeyDeclaration primaryKey;

    Declarations(String model) {
        this.model = model;
    }

    void problem(@Nullable String field, String message) {
        problems.add(new Problem(model, field, message));
    }

    boolean hasField(String name) {
        return fields.stream().anyMatch(field -> field.name().equals(name));
    }

    /** Puts what an ancestor declares before what is here, except for fields that are declared anew here. */
    void inherit(Declarations ancestor) {
        fields.addAll(
                0,
                ancestor.fields.stream()
                        .filter(field -> !hasField(field.name()))
                        .toList());
        uniques.addAll(0, ancestor.uniques);
        foreignKeys.addAll(0, ancestor.foreignKeys);
        indexes.addAll(0, ancestor.indexes);
        checks.addAll(0, ancestor.checks);
        problems.addAll(ancestor.problems);
        if (primaryKey == null) {
            primaryKey = ancestor.primaryKey;
        }
    }
}
