package dev.qorm.execute;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import java.util.List;

/** What a person can do when rows do not let a migration be rolled back: say in it which values they get then. */
final class RollbackAdvice {
    private RollbackAdvice() {}

    /**
     * The advice, in a line of its own behind what comes before it; empty when none of the operations on the table is waiting
     * for a value.
     *
     * @param operations those of the migration
     * @param refused the one that the database refused
     * @param isAllTakenBack whether nothing of the rollback is left, so that what is added says how columns come back
     */
    static String of(List<Operation> operations, Operation refused, boolean isAllTakenBack) {
        if (!(refused instanceof TableOperation failed)) {
            return "";
        }
        return operations.stream()
                .filter(each -> each instanceof TableOperation on && on.table().equals(failed.table()))
                .filter(each ->
                        takesValue(each) && (isAllTakenBack || each.reverse().equals(refused)))
                .findFirst()
                .map(each ->
                        "\n  Or say behind '" + each.describe() + "' in the migration which values the rows get then:"
                                + " .reversedBy(value), or .reversedBySql(expression over the columns); that may be added now and"
                                + " does not count as an edit.")
                .orElse("");
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
