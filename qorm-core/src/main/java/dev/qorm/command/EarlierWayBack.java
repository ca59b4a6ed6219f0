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

/** What a person said of the way back in a migration that is written anew: kept where the operation is the same. */
final class EarlierWayBack {
    private final NumberedMigration old;
    private final List<Operation> operations;
    private final List<String> remarks = new ArrayList<>();

    /** @param operations what it does from now on */
    EarlierWayBack(NumberedMigration old, List<Operation> operations) {
        this.old = old;
        this.operations = new ArrayList<>(operations);
    }

    /**
     * The operations with their ways back.
     *
     * @throws CommandException when it is not known whether one is meant still
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

    /** What to tell of ways back that nothing takes any more; after {@link #kept}. */
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
            throw CommandException.toMend(old.id() + " says how '" + operation.describe() + "' is taken back, by "
                    + text(value)
                    + ", and the models have changed so that this may not be meant any more. Take that out of "
                    + old.id()
                    + ", which is no edit, run this again, and say it again in the migration that is written");
        }
        remarks.add("Left out, since nothing of it is to be taken back any more: " + text(value) + " of '"
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

    /** The same with these values, in a transaction. */
    private static Operation with(Operation operation, @Nullable DefaultValue value, @Nullable DefaultValue wayBack) {
        if (operation instanceof DropColumn drop) {
            return new DropColumn(drop.table(), drop.column(), wayBack);
        }
        return operation instanceof AlterColumn alter
                ? new AlterColumn(alter.table(), alter.from(), alter.to(), value, wayBack)
                : operation;
    }

    /** The column that goes or changes; the empty text for what is neither. */
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
