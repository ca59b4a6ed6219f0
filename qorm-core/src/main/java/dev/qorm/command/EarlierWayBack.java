package dev.qorm.command;

import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.DefaultValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user's declarations for rollbacks in a migration that is rewritten. They are kept if the operation stays the
 * same.
 */
final class EarlierWayBack {
    private final NumberedMigration old;
    private final List<Operation> operations;
    private final List<String> remarks = new ArrayList<>();

    /** @param operations the operations of the rewritten migration */
    EarlierWayBack(NumberedMigration old, List<Operation> operations) {
        this.old = old;
        this.operations = new ArrayList<>(operations);
    }

    /**
     * Returns the operations with their declarations for rollbacks.
     *
     * @throws CommandException if it is unclear whether one is still meant
     */
    List<Operation> kept() {
        var isNamedAlike = renames(old.operations()).equals(renames(operations));
        for (var operation : old.operations()) {
            var value = value(operation);
            if (value != null) {
                keep(operation, value, value instanceof DefaultValue.Literal || isNamedAlike);
            }
        }
        return List.copyOf(operations);
    }

    /** Returns remarks on declarations that no operation needs any longer; call it after {@link #kept}. */
    List<String> remarks() {
        return remarks;
    }

    private void keep(Operation operation, DefaultValue value, boolean isSafe) {
        var alone = with(operation, null, null);
        for (var i = 0; i < operations.size(); i++) {
            var next = operations.get(i);
            if (isSafe && alone.equals(with(next, null, null))) {
                operations.set(i, with(next, backfill(next), value));
                return;
            }
        }
        if (operations.stream().anyMatch(next -> column(operation).equals(column(next)))) {
            throw CommandException.toMend(old.id() + " says how '" + operation.describe() + "' is rolled back, by "
                    + text(value)
                    + ", and the models have changed, so it may no longer be right. Remove it from " + old.id()
                    + ", which does not count as an edit, run this again, and add it to the rewritten migration");
        }
        remarks.add("Left out, because there is nothing left to roll back with it: " + text(value) + " of '"
                + operation.describe() + "' in " + old.id());
    }

    private static List<Operation> renames(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation instanceof RenameTable || operation instanceof RenameColumn)
                .toList();
    }

    private static @Nullable DefaultValue value(Operation operation) {
        if (operation instanceof DropColumn drop) {
            return drop.reverseBackfill();
        }
        return operation instanceof AlterColumn alter ? alter.reverseBackfill() : null;
    }

    private static @Nullable DefaultValue backfill(Operation operation) {
        return operation instanceof AlterColumn alter ? alter.backfill() : null;
    }

    /** Returns the operation with these values, in a transaction. */
    private static Operation with(Operation operation, @Nullable DefaultValue value, @Nullable DefaultValue wayBack) {
        if (operation instanceof DropColumn drop) {
            return new DropColumn(drop.table(), drop.column(), wayBack);
        }
        return operation instanceof AlterColumn alter
                ? new AlterColumn(alter.table(), alter.from(), alter.to(), value, wayBack)
                : operation;
    }

    /** Returns the column that is dropped or changed, or an empty text for other operations. */
    private static String column(Operation operation) {
        if (operation instanceof DropColumn drop) {
            return drop.table() + "." + drop.column().name();
        }
        return operation instanceof AlterColumn alter
                ? alter.table() + "." + alter.to().name()
                : "";
    }

    private static String text(DefaultValue value) {
        return value instanceof DefaultValue.Expression expression
                ? ".reversedBySql(\"" + expression.sql() + "\")"
                : ".reversedBy(" + ((DefaultValue.Literal) value).value() + ")";
    }
}
