package dev.qorm.model;

import dev.qorm.schema.CheckConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What one {@code schema} method declared, in the order of its declarations. */
final class Declarations {
    final List<AbstractField<?>> fields = new ArrayList<>();
    final List<KeyDeclaration> uniques = new ArrayList<>();
    final List<ForeignKeyDeclaration> foreignKeys = new ArrayList<>();
    final List<IndexDeclaration> indexes = new ArrayList<>();
    final List<ManyToMany> manyToMany = new ArrayList<>();
    final List<CheckConstraint> checks = new ArrayList<>();
    final Set<CheckConstraint> inheritedChecks = new HashSet<>();
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
        return fields.stream().anyMatch(field -> field.name().equals(name))
                || manyToMany.stream().anyMatch(relation -> relation.name().equals(name));
    }

    /**
     * Puts the declarations of an ancestor before these, except those that are declared again here. If the model called
     * the ancestor's method itself, all of them are here already. Each declaration is looked up individually, because
     * an ancestor may declare no field at all, or none that remains.
     */
    void inherit(Declarations ancestor) {
        inheritKey(ancestor);
        table.inherit(ancestor.table);
        inheritProblems(ancestor);
        inherit(fields, ancestor.fields, (own, inherited) -> own.name().equals(inherited.name()));
        inherit(manyToMany, ancestor.manyToMany, (own, inherited) -> own.name().equals(inherited.name()));
        inherit(uniques, ancestor.uniques, KeyDeclaration::replaces);
        inherit(foreignKeys, ancestor.foreignKeys, ForeignKeyDeclaration::replaces);
        inherit(indexes, ancestor.indexes, IndexDeclaration::replaces);
        inherit(checks, ancestor.checks, (own, inherited) -> own.name().equalsIgnoreCase(inherited.name()));
        ancestor.checks.stream().filter(checks::contains).forEach(inheritedChecks::add);
    }

    private static <T> void inherit(List<T> own, List<T> inherited, BiPredicate<T, T> replaces) {
        own.addAll(
                0,
                inherited.stream()
                        .filter(part -> own.stream().noneMatch(other -> replaces.test(other, part)))
                        .toList());
    }

    private void inheritProblems(Declarations ancestor) {
        problems.addAll(ancestor.problems.stream()
                .filter(problem -> !problems.contains(problem))
                .filter(problem -> problem.field() == null || !hasField(problem.field()))
                .toList());
    }

    private void inheritKey(Declarations ancestor) {
        if (primaryKey != null
                || table.isWithoutPrimaryKey()
                || fields.stream().anyMatch(AbstractField::isPrimaryKey)) {
            return;
        }
        primaryKey = ancestor.primaryKey;
        if (ancestor.table.isWithoutPrimaryKey()) {
            table.withoutPrimaryKey();
        }
    }
}
