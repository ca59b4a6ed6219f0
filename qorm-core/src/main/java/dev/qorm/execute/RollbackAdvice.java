package dev.qorm.execute;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the user can do if rows prevent a migration from being rolled back: declare in it which values they get in that
 * case.
 */
final class RollbackAdvice {
    private RollbackAdvice() {}

    /**
     * Returns the advice on a line of its own, to be appended to other text; empty if none of the operations that may
     * be the reason can be given a value.
     *
     * @param operations the operations of the migration
     * @param refused the one that the database refused
     * @param isAllRolledBack whether nothing remains of the rollback, so that a value that is added now applies to
     *     columns that are restored
     */
    static String of(List<Operation> operations, Operation refused, boolean isAllRolledBack) {
        return advice(waiting(operations, refused)
                .filter(each ->
                        each.reverse().equals(refused) || (isAllRolledBack && isReadBy(refused, column(each)))));
    }

    /**
     * The same if all changes of a table are made in one statement, and the database does not say which of them is
     * refused.
     */
    static String ofTable(List<Operation> operations, Operation refused) {
        return advice(waiting(operations, refused));
    }

    private static Stream<Operation> waiting(List<Operation> operations, Operation refused) {
        return refused instanceof TableOperation failed
                ? operations.stream()
                        .filter(each -> each instanceof TableOperation on
                                && on.table().equals(failed.table())
                                && takesValue(each))
                : Stream.of();
    }

    private static String advice(Stream<Operation> reasons) {
        var names = reasons.map(each -> "'" + each.describe() + "'").collect(Collectors.joining(" or "));
        return names.isEmpty()
                ? ""
                : "\n  Or add to " + names + " in the migration the values that the rows get when it is rolled back:"
                        + " .reversedBy(value) or .reversedBySql(expression over the columns). You can still add them: this"
                        + " does not count as an edit.";
    }

    private static boolean isReadBy(Operation refused, String column) {
        if (refused instanceof AddCheck add) {
            return add.check().mentions(column);
        }
        if (refused instanceof AddUnique add) {
            return add.unique().columns().contains(column);
        }
        if (refused instanceof AddPrimaryKey add) {
            return add.key().columns().contains(column);
        }
        if (refused instanceof AddForeignKey add) {
            return add.key().columns().contains(column);
        }
        return refused instanceof CreateIndex create
                && (create.index().columnNames().contains(column)
                        || create.index().mentions(column));
    }

    /** Returns the column of an operation that {@link #takesValue}. */
    private static String column(Operation operation) {
        return operation instanceof DropColumn drop
                ? drop.column().name()
                : ((AlterColumn) operation).to().name();
    }

    private static boolean takesValue(Operation operation) {
        if (operation instanceof DropColumn drop) {
            return drop.isReversedByNeutralValue();
        }
        return operation.reverse() instanceof AlterColumn back
                && back.backfill() == null
                && ((back.mayRefuseValues() && back.canReplaceMisfits())
                        || (back.from().isNullable() && !back.to().isNullable()));
    }
}
