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
 * Finds a shorter list of operations with the same effect on an empty database.
 *
 * <p>The user's statement may read and write rows of any table, and the user's expression that gives values to rows may
 * read them. Each of these runs between the same two schemas as before. The operations between two of them can be
 * replaced: a table that is new there has no rows, and is created in its final form. A table that existed before may
 * have rows by then, so all operations on it are kept.
 */
public final class Squasher {
    private Squasher() {}

    /**
     * Returns the operations, in the order in which they are applied.
     *
     * @param operations the operations that lead from an empty schema to the wanted one
     * @throws SchemaException if an operation does not fit the ones before it
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

    /** A concurrent operation needs a migration of its own. A squash is applied before anybody uses the tables. */
    private static Operation withOthers(Operation operation) {
        if (operation instanceof RunSql run && !run.operations().isEmpty()) {
            return run.insteadOf(
                    run.operations().stream().map(Squasher::withOthers).toArray(Operation[]::new));
        }
        return operation instanceof ConcurrentOperation concurrent ? concurrent.inTransaction() : operation;
    }

    /**
     * Whether the operation may do so, applied or rolled back: a handmade one, or one with an expression that gives
     * rows their values, since it may contain a query.
     */
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

    /**
     * Whether a table, index or key has the same name as another one at some moment: some databases have all of them in
     * one namespace.
     */
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

    /**
     * Returns the new tables in their final form, followed by the operations on the old tables and the foreign keys
     * from new to old tables.
     */
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
                if (!key.isExternal() && !fresh.names().contains(Table.key(key.referencedTable()))) {
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
