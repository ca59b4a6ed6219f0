package dev.qorm.model;

import dev.qorm.schema.CheckConstraint;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names keys and indexes. A database requires these names to be unique in the whole schema (PostgreSQL: indexes and
 * tables together; H2 and MySQL: constraints), so all names in use are remembered. A check keeps the name that the
 * model gives it, unless several tables inherit it: then each table gets a derived name, in whatever order the tables
 * are found.
 */
final class NameRegistry {
    private final Set<String> taken = new HashSet<>();
    /** The models by the names that they give explicitly. */
    private final Map<String, ModelTable> givers = new HashMap<>();

    private final Map<String, Set<ModelTable>> checks = new HashMap<>();
    private final List<Problem> problems;

    /** Reserves the names of all tables and all names that the models give explicitly. */
    NameRegistry(Collection<ModelTable> tables, List<Problem> problems) {
        this.problems = problems;
        tables.forEach(table -> taken.add(folded(table.name())));
        tables.forEach(table -> table.declarations()
                .checks
                .forEach(check -> checks.computeIfAbsent(folded(check.name()), name -> new HashSet<>())
                        .add(table)));
        tables.forEach(this::reserveExplicit);
    }

    private void reserveExplicit(ModelTable table) {
        var declarations = table.declarations();
        if (declarations.primaryKey != null) {
            reserve(table, declarations.primaryKey.name());
        }
        declarations.uniques.forEach(unique -> reserve(table, unique.name()));
        declarations.indexes.forEach(index -> reserve(table, index.name()));
        declarations.foreignKeys.forEach(key -> reserve(table, key.name()));
        declarations.checks.forEach(check -> {
            if (isShared(table, check)) {
                checkLength(table, check.name());
            } else {
                reserve(table, check.name());
            }
        });
        for (var field : declarations.fields) {
            if (field instanceof Relation relation) {
                reserve(table, relation.constraintName());
            }
        }
    }

    private void reserve(ModelTable table, @Nullable String name) {
        if (name == null) {
            return;
        }
        checkLength(table, name);
        if (taken.add(folded(name))) {
            givers.put(folded(name), table);
        } else {
            problems.add(new Problem(
                    table.type().getName(),
                    null,
                    "gives a key, index or check the name '" + name
                            + "', which is taken by another or by a table; give one of them another name, it has to be unique"
                            + " in the whole schema" + inheritedWith(table, givers.get(folded(name)))));
        }
    }

    /** Returns an additional remedy for two models that may both inherit the name from one abstract model. */
    private static String inheritedWith(ModelTable table, @Nullable ModelTable giver) {
        if (giver == null || giver == table) {
            return "";
        }
        var ancestor = table.type().getSuperclass();
        while (!ancestor.isAssignableFrom(giver.type())) {
            ancestor = ancestor.getSuperclass();
        }
        return ancestor == Model.class
                ? ""
                : ". Where " + ancestor.getName() + " hands it on to "
                        + giver.type().getName()
                        + " as well, leave it out there: each table has a name of its own then";
    }

    private void checkLength(ModelTable table, String name) {
        if (name.isBlank() || Naming.bytes(name) > Naming.MAX_BYTES) {
            problems.add(new Problem(
                    table.type().getName(),
                    null,
                    "gives a key, index or check the name '" + name + "' of " + Naming.bytes(name)
                            + " bytes; databases take 1 to " + Naming.MAX_BYTES));
        }
    }

    /** Whether several models inherit the check, or one model inherits it from a model with a table. */
    private boolean isShared(ModelTable table, CheckConstraint check) {
        return table.declarations().inheritedChecks.contains(check)
                && checks.getOrDefault(folded(check.name()), Set.of()).size() > 1;
    }

    /** Returns the check with the name that the model gives it, or with a derived name if several tables share it. */
    CheckConstraint check(ModelTable table, CheckConstraint check) {
        return isShared(table, check)
                ? new CheckConstraint(name(null, table.name(), List.of(check.name()), "check"), check.expression())
                : check;
    }

    /**
     * Returns the explicit name or, if there is none, a derived one. If the derived name is taken, a hash is added, and
     * then a number.
     */
    String name(@Nullable String explicit, String table, List<String> columns, String suffix) {
        if (explicit != null) {
            return explicit;
        }
        var derived = Naming.derived(table, columns, suffix);
        if (taken.add(folded(derived))) {
            return derived;
        }
        var number = 1;
        var hashed = Naming.hashed(table, columns, suffix, number);
        while (!taken.add(folded(hashed))) {
            number++;
            hashed = Naming.hashed(table, columns, suffix, number);
        }
        return hashed;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
