package dev.qorm.diff;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.ConcurrentOperation;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue.Expression;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Finds fewer operations that make of an empty database what given ones make of it.
 *
 * <p>A person's own statement may read and write rows of any table. So may a person's own expression that gives values to
 * rows. Each of them runs between the same two schemas as before. The operations between two of them are free to change: a
 * table that is new there has no rows, and is created as it is in the end. A table that was there before may have rows by
 * then, and all that is done to it stays as it is.
 */
public final class Squasher {
    private Squasher() {}

    /**
     * The operations, in the order in which they are applied.
     *
     * @param operations what leads from an empty schema to the one that is wanted
     * @throws SchemaException when they do not follow from each other
     */
    public static List<Operation> squash(List<Operation> operations) {
        var squashed = new ArrayList<Operation>();
        var between = new ArrayList<Operation>();
        var fresh = new FreshTables();
        var schema = Schema.empty();
        var wanted = operations.stream()
                .filter(operation -> !(operation instanceof HandmadeOperation made && made.isElidable()))
                .map(Squasher::withOthers)
                .toList();
        for (var operation : wanted) {
            if (!fresh.have(operation) && mayReadOtherTables(operation)) {
                squashed.addAll(shortened(schema, between));
                squashed.add(operation);
                schema = operation.applyTo(Operation.replay(schema, between));
                between.clear();
                fresh = new FreshTables();
            } else {
                between.add(operation);
                fresh.follow(operation);
            }
        }
        squashed.addAll(shortened(schema, between));
        return squashed;
    }

    /** What is done concurrently stands in a migration of its own. A squash is applied before anybody works with the tables. */
    private static Operation withOthers(Operation operation) {
        if (operation instanceof RunSql run && !run.operations().isEmpty()) {
            return run.insteadOf(
                    run.operations().stream().map(Squasher::withOthers).toArray(Operation[]::new));
        }
        return operation instanceof ConcurrentOperation concurrent ? concurrent.inTransaction() : operation;
    }

    /** There or back: what a person made, and an expression that gives rows their values, since it may have a query. */
    private static boolean mayReadOtherTables(Operation operation) {
        if (operation instanceof AddColumn add) {
            return add.backfill() instanceof Expression;
        }
        if (operation instanceof DropColumn drop) {
            return drop.reverseBackfill() instanceof Expression;
        }
        if (operation instanceof AlterColumn alter) {
            return alter.backfill() instanceof Expression || alter.reverseBackfill() instanceof Expression;
        }
        return operation instanceof HandmadeOperation;
    }

    private static List<Operation> shortened(Schema before, List<Operation> operations) {
        var after = Operation.replay(before, operations);
        try {
            var shorter = createdAtOnce(after, operations);
            return shorter.size() < operations.size()
                            && Operation.replay(before, shorter).equals(after)
                            && (before.tables().isEmpty() || !sharesNames(before, shorter))
                    ? shorter
                    : operations;
        } catch (SchemaException e) {
            return operations; // a table has the name of a new one until it is dropped or renamed
        }
    }

    /** Whether tables, indexes and keys have one name at a time: some databases have all of them in one namespace. */
    private static boolean sharesNames(Schema before, List<Operation> operations) {
        var schema = before;
        for (var operation : operations) {
            schema = operation.applyTo(schema);
            var names = new HashSet<String>();
            for (var table : schema.tables()) {
                if (!names.add(Table.key(table.name()))
                        || !table.elements().stream()
                                .filter(part -> !(part instanceof Column))
                                .allMatch(part -> names.add(Table.key(part.name())))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** New tables as they are in the end, then what is done to the old ones, then the foreign keys from new to old ones. */
    private static List<Operation> createdAtOnce(Schema after, List<Operation> operations) {
        var fresh = new FreshTables();
        var toOldTables = new ArrayList<Operation>();
        for (var operation : operations) {
            if (!fresh.have(operation)) {
                toOldTables.add(operation);
            }
            fresh.follow(operation);
        }
        var created = new ArrayList<Table>();
        var keysToOldTables = new ArrayList<Operation>();
        for (var name : fresh.names()) {
            var table = after.table(name);
            var parts = new ArrayList<TableElement>(table.elements());
            for (var key : table.foreignKeys().values()) {
                if (!fresh.names().contains(Table.key(key.referencedTable()))) {
                    parts.remove(key);
                    keysToOldTables.add(new AddForeignKey(table.name(), key));
                }
            }
            created.add(Table.of(table.name(), table.comment(), parts));
        }
        var all = new ArrayList<>(SchemaDiffer.diff(Schema.empty(), Schema.of(created)));
        all.addAll(toOldTables);
        all.addAll(keysToOldTables);
        return all;
    }
}
