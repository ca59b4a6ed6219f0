package dev.qorm.diff;

import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Schema.Reference;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The tables that become external, and those that cease to be: the migrations forget or learn them, and no statement
 * runs. A new table counts as one that was external if a foreign key refers to an external table of that name.
 *
 * @param operations in order, before all others of the migration
 * @param left the names of the tables that became external
 * @param taken the names of the tables that are no longer external
 */
public record Handovers(List<Operation> operations, List<String> left, List<String> taken) {
    public Handovers {
        operations = List.copyOf(operations);
        left = List.copyOf(left);
        taken = List.copyOf(taken);
    }

    /**
     * Finds the tables that change hands.
     *
     * @param externals the names of the external tables in the models of {@code to}
     */
    public static Handovers between(Schema from, Schema to, Collection<String> externals) {
        var operations = new ArrayList<Operation>();
        var left = new ArrayList<String>();
        var taken = new ArrayList<String>();
        var schema = from;
        for (var name : externals) {
            var table = schema.find(name);
            if (table != null) {
                var leaving = leave(schema, table);
                operations.add(leaving);
                left.add(table.name());
                schema = leaving.applyTo(schema);
            }
        }
        for (var table : to.tables()) {
            var references =
                    schema.find(table.name()) == null ? referencesOutside(schema, table) : List.<Reference>of();
            if (!references.isEmpty()) {
                var taking = take(schema, table, references);
                operations.addAll(taking);
                taken.add(table.name());
                schema = Operation.replay(schema, taking);
            }
        }
        var between = keysBetween(schema, to, taken);
        if (!between.isEmpty()) {
            operations.add(withoutStatement(between));
        }
        return new Handovers(operations, left, taken);
    }

    /** Returns the foreign keys of tables that are taken over to others that are, and were not known when they were. */
    private static List<Operation> keysBetween(Schema schema, Schema to, List<String> taken) {
        var keys = new ArrayList<Operation>();
        for (var name : taken) {
            var known = schema.table(name).foreignKeys();
            to.table(name).foreignKeys().values().stream()
                    .filter(key -> !known.containsKey(key.name()) && isAnyOf(taken, key))
                    .forEach(key -> keys.add(new AddForeignKey(name, key)));
        }
        return keys;
    }

    private static boolean isAnyOf(List<String> tables, ForeignKey key) {
        return !key.isExternal() && tables.stream().anyMatch(key::refersTo);
    }

    /** Returns the names of the tables that become external by these operations, which are those of a migration. */
    public static List<String> left(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation instanceof RunSql run && run.isNothing())
                .flatMap(operation -> operation.inDetail().stream())
                .filter(DropTable.class::isInstance)
                .map(operation -> ((DropTable) operation).table().name())
                .toList();
    }

    private static Operation leave(Schema schema, Table table) {
        var references = schema.referencesTo(table.name())
                .filter(reference -> !reference.table().name().equals(table.name()))
                .toList();
        var parts = new ArrayList<Operation>();
        references.forEach(each -> parts.add(new DropForeignKey(each.table().name(), each.key())));
        parts.add(new DropTable(table));
        references.forEach(each ->
                parts.add(new AddForeignKey(each.table().name(), each.key().external(true))));
        return withoutStatement(parts);
    }

    private static List<Reference> referencesOutside(Schema schema, Table table) {
        return schema.tables().stream()
                .flatMap(owner -> owner.foreignKeys().values().stream()
                        .filter(key -> key.isExternal() && key.referencedTable().equalsIgnoreCase(table.name()))
                        .map(key -> new Reference(owner, key)))
                .toList();
    }

    private static List<Operation> take(Schema schema, Table table, List<Reference> references) {
        var operations = new ArrayList<Operation>();
        var parts = new ArrayList<Operation>();
        var known = new ArrayList<Operation>();
        for (var reference : references) {
            var owner = reference.table().name();
            var inside = inside(reference.key(), table);
            if (inside.isEmpty()) {
                operations.add(new DropForeignKey(owner, reference.key()));
            } else {
                parts.add(new DropForeignKey(owner, reference.key()));
                known.add(new AddForeignKey(owner, inside.get()));
            }
        }
        parts.add(new CreateTable(withTargets(schema, table)));
        parts.addAll(known);
        operations.add(withoutStatement(parts));
        return operations;
    }

    /** Returns the key as one to {@code table}, or nothing if the model of that has no such key. */
    private static Optional<ForeignKey> inside(ForeignKey key, Table table) {
        var inside = key.to(table.name(), key.referencedColumns()).external(false);
        return table.hasKey(key.referencedColumns()) ? Optional.of(inside) : Optional.empty();
    }

    /** Returns the table with those of its foreign keys whose target the migrations know already. */
    private static Table withTargets(Schema schema, Table table) {
        var parts = new ArrayList<>(table.elements());
        parts.removeIf(part -> part instanceof ForeignKey key
                && !key.isExternal()
                && !key.refersTo(table.name())
                && schema.find(key.referencedTable()) == null);
        return Table.of(table.name(), table.comment(), parts);
    }

    private static Operation withoutStatement(List<Operation> operations) {
        return new RunSql("", "").insteadOf(operations.toArray(Operation[]::new));
    }
}
