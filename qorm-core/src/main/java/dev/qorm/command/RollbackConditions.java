package dev.qorm.command;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.TypeNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds rollbacks that will fail because of rows and that no check of the rows beforehand can prevent: a restored
 * column that must have a value gets the same value in each row, which is not a key and refers to nothing; a restored
 * table has no rows; a value of the new type is not valid in the old one. Values that rows may have acquired in the
 * meantime, such as longer texts, are found before a rollback.
 */
final class RollbackConditions {
    private static final String REMEDY =
            "; say after the operation on the column which values they get then, which you may also do later:"
                    + " .reversedBySql(\"…\")";
    private static final String MEND = "; correct such rows first";

    private final List<AddColumn> filled = new ArrayList<>();
    private final Set<String> created = new HashSet<>();

    /** The columns that are restored without a value, such as {@code post.author_id}: they refer to nothing. */
    private final Set<String> empty = new HashSet<>();

    private final List<String> sentences = new ArrayList<>();

    private RollbackConditions() {}

    /** Returns the conditions, one sentence each; empty if nothing stops a rollback that did not stop the migration. */
    static List<String> of(List<Operation> operations) {
        var conditions = new RollbackConditions();
        for (var i = operations.size() - 1; i >= 0 && operations.get(i).isReversible(); i--) {
            conditions.rollBack(operations.get(i));
        }
        return conditions.sentences;
    }

    private void rollBack(Operation operation) {
        var reverse = operation.reverse();
        if (reverse instanceof CreateTable create) {
            created.add(create.table().name());
        } else if (reverse instanceof HandmadeOperation) {
            created.clear(); // the user's code may fill them
        } else if (operation instanceof DropColumn drop && reverse instanceof AddColumn add) {
            rollBack(drop, add);
        } else if (reverse instanceof AlterColumn back) {
            rollBack(operation, back);
        } else if (reverse instanceof AddUnique add) {
            unique(operation, add.table(), add.unique());
        } else if (reverse instanceof AddPrimaryKey add) {
            unique(operation, add.table(), add.key());
        } else if (reverse instanceof CreateIndex create && create.index().isUnique()) {
            unique(operation, create);
        } else if (reverse instanceof AddForeignKey add) {
            refers(operation, add);
        } else if (reverse instanceof AddCheck add
                && filled.stream()
                        .anyMatch(each -> each.table().equals(add.table())
                                && SqlText.mentions(
                                        add.check().expression(), each.column().name()))) {
            say(operation, "on a table with rows, unless the value that they get satisfies the check");
        }
    }

    private void rollBack(DropColumn drop, AddColumn add) {
        if (!drop.isReversedByNeutralValue()) {
            if (add.backfill() == null && add.column().defaultValue() == null) {
                empty.add(add.table() + "." + add.column().name());
            }
            return;
        }
        if (add.backfill() == null) {
            say(drop, "on a table with rows, for which qorm knows no value of that type");
        } else {
            filled.add(add);
        }
    }

    private void rollBack(Operation operation, AlterColumn back) {
        var change = back.typeChange();
        if (isOfOtherConstants(back)) {
            say(operation, "when a row has a value that the enumeration did not have before");
        } else if (back.mayRefuseValues() && !change.detectsMisfits() && !change.readsTexts()) {
            var type = TypeNames.of(change.to());
            say(
                    operation,
                    change.isOutOfReach()
                            ? "when a row has a value there, since no value of " + TypeNames.of(change.from())
                                    + " becomes one of " + type
                            : "when a row has a value that is no " + type + " or does not fit into it",
                    back.canReplaceMisfits() ? REMEDY : MEND);
        }
    }

    /**
     * Whether values were removed while others were added, so that not even the user can give the rows their previous
     * values by hand.
     */
    private static boolean isOfOtherConstants(AlterColumn back) {
        return back.backfill() == null
                && back.from().type() instanceof ColumnType.Enumeration now
                && back.to().type() instanceof ColumnType.Enumeration before
                && !before.values().containsAll(now.values())
                && !now.values().containsAll(before.values());
    }

    private void unique(Operation operation, CreateIndex create) {
        var index = create.index();
        if (!index.hasExpressions()) {
            unique(operation, create.table(), index);
        } else if (filled.stream()
                .anyMatch(add -> add.table().equals(create.table())
                        && (index.columnNames().contains(add.column().name())
                                || index.mentions(add.column().name())))) {
            say(operation, "when two rows have equal values in " + index.describeColumns());
        }
    }

    private void unique(Operation operation, String table, TableElement key) {
        var columns = key.columnNames();
        var others = columns.stream()
                .filter(column -> !isFilled(table, column))
                .filter(column -> !key.isNullsNotDistinct() || !empty.contains(table + "." + column))
                .toList();
        if (others.isEmpty()) {
            say(operation, "on a table with more than one row, since all get the same value");
        } else if (others.size() < columns.size()) {
            say(operation, "when two rows have equal values in " + String.join(", ", others));
        }
    }

    private void refers(Operation operation, AddForeignKey add) {
        var key = add.key();
        var target = key.referencedTable();
        if (created.contains(add.table())
                || key.columns().stream().anyMatch(column -> empty.contains(add.table() + "." + column))) {
            return;
        }
        if (isAnyFilled(add.table(), key.columns())) {
            say(operation, "on a table with rows, because the value that they get refers to nothing");
        } else if (created.contains(target)) {
            say(
                    operation,
                    "when a row has a value there, since " + target + " comes back without rows",
                    "; before the migration is applied, write before the operation that drops " + target
                            + " a runSql(…) with a .reversedBy(\"insert …\") that fills it again, or correct such rows first");
        } else if (isAnyFilled(target, key.referencedColumns())) {
            say(operation, "when a row has a value there, since all rows of " + target + " get the same");
        }
    }

    private boolean isAnyFilled(String table, List<String> columns) {
        return columns.stream().anyMatch(column -> isFilled(table, column));
    }

    private boolean isFilled(String table, String column) {
        return filled.stream()
                .anyMatch(
                        add -> add.table().equals(table) && add.column().name().equals(column));
    }

    private void say(Operation operation, String when) {
        say(operation, when, REMEDY);
    }

    private void say(Operation operation, String when, String remedy) {
        sentences.add("A rollback of '" + operation.describe() + "' fails " + when + remedy);
    }
}
