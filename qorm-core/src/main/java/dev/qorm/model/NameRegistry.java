package dev.qorm.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives keys and indexes their names. A database wants them unique in the whole schema (PostgreSQL: indexes and tables
 * together; H2 and MySQL: constraints), so all names that are given are remembered.
 */
final class NameRegistry {
    private final Set<String> taken = new HashSet<>();
    private final List<Problem> problems;

    /** Reserves the names of all tables and all names that the models give themselves. */
    NameRegistry(Collection<ModelTable> tables, List<Problem> problems) {
        this.problems = problems;
        tables.forEach(table -> taken.add(folded(table.name())));
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
        declarations.checks.forEach(check -> reserve(table, check.name()));
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
        if (name.isBlank() || Naming.bytes(name) > Naming.MAX_BYTES) {
            problems.add(new Problem(
                    table.type().getName(),
                    null,
                    "gives a key, index or check the name '" + name + "' of " + Naming.bytes(name)
                            + " bytes; databases take 1 to " + Naming.MAX_BYTES));
        }
        if (!taken.add(folded(name))) {
            problems.add(new Problem(
                    table.type().getName(),
                    null,
                    "gives a key, index or check the name '" + name
                            + "', which is taken by another or by a table; it has to be unique in the whole schema"));
        }
    }

    /** The name that the model gives, or the derived one; with a hash where that one is taken, and then counted on. */
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
