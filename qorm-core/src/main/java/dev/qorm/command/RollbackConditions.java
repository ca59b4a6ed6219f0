package dev.qorm.command;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.SqlText;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a rollback will stop on a table with rows: a column that must have a value comes back with the same value in each
 * row, which is no key, and refers to nothing.
 */
final class RollbackConditions {
    private static final String REMEDY =
            "; say behind the operation on the column which values they get then, also when the time has come:"
                    + " .reversedBySql(\"…\")";

    private final List<AddColumn> filled = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    private RollbackConditions() {}

    /** The conditions, a sentence each; empty when nothing stops a rollback that did not stop the migration. */
    static List<String> of(List<Operation> operations) {
        var conditions = new RollbackConditions();
        for (var i = operations.size() - 1; i >= 0 && operations.get(i).isReversible(); i--) {
            conditions.takeBack(operations.get(i));
        }
        return conditions.sentences;
    }

    private void takeBack(Operation operation) {
        var reverse = operation.reverse();
        if (operation instanceof DropColumn drop && reverse instanceof AddColumn add) {
            if (!drop.isReversedByNeutralValue()) {
                return;
            }
            if (add.backfill() == null) {
                say(operation, "on a table with rows, for which qorm knows no value of that type");
            } else {
                filled.add(add);
            }
        } else if (reverse instanceof AlterColumn back && isOfOtherConstants(back)) {
            say(operation, "when a row has a value that the enumeration did not have before");
        } else if (reverse instanceof AddUnique add) {
            unique(operation, add.table(), add.unique().columns());
        } else if (reverse instanceof AddPrimaryKey add) {
            unique(operation, add.table(), add.key().columns());
        } else if (reverse instanceof CreateIndex create && create.index().isUnique()) {
            unique(operation, create.table(), create.index().columnNames());
        } else if (reverse instanceof AddForeignKey add
                && add.key().columns().stream().anyMatch(column -> isFilled(add.table(), column))) {
            say(operation, "on a table with rows, since what stands in for the values refers to nothing");
        } else if (reverse instanceof AddCheck add
                && filled.stream()
                        .anyMatch(each -> each.table().equals(add.table())
                                && SqlText.mentions(
                                        add.check().expression(), each.column().name()))) {
            say(operation, "on a table with rows, unless what stands in for the values satisfies the check");
        }
    }

    /** Whether values went as others came, so that not even a person can give the rows those from before by hand. */
    private static boolean isOfOtherConstants(AlterColumn back) {
        return back.backfill() == null
                && back.from().type() instanceof ColumnType.Enumeration now
                && back.to().type() instanceof ColumnType.Enumeration before
                && !before.values().containsAll(now.values())
                && !now.values().containsAll(before.values());
    }

    private void unique(Operation operation, String table, List<String> columns) {
        if (columns.stream().allMatch(column -> isFilled(table, column))) {
            say(operation, "on a table with more than one row, since all get the same value");
        }
    }

    private boolean isFilled(String table, String column) {
        return filled.stream()
                .anyMatch(
                        add -> add.table().equals(table) && add.column().name().equals(column));
    }

    private void say(Operation operation, String when) {
        sentences.add("A rollback of '" + operation.describe() + "' fails " + when + REMEDY);
    }
}
