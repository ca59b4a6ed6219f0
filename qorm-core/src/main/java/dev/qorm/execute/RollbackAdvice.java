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
import dev.qorm.schema.SqlText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person can do when rows do not let a migration be rolled back: say in it which values they get then. */
final class RollbackAdvice {
    private RollbackAdvice() {}

    /**
     * The advice, in a line of its own behind what comes before it; empty when none of the operations that may be the reason
     * is waiting for a value.
     *
     * @param operations those of the migration
     * @param refused the one that the database refused
     * @param isAllTakenBack whether nothing of the rollback is left, so that what is added says how columns come back
     */
    static String of(List<Operation> operations, Operation refused, boolean isAllTakenBack) {
        return advice(waiting(operations, refused)
                .filter(each -> each.reverse().equals(refused) || (isAllTakenBack && isReadBy(refused, column(each)))));
    }

    /** The same where all changes of a table are one statement, and it is not said which of them is refused. */
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
                : "\n  Or say behind " + names + " in the migration which values the rows get then:"
                        + " .reversedBy(value), or .reversedBySql(expression over the columns); that may be added now and"
                        + " does not count as an edit.";
    }

    private static boolean isReadBy(Operation refused, String column) {
        if (refused instanceof AddCheck add) {
            return SqlText.mentions(add.check().expression(), column);
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
                && create.index().columnNames().contains(column);
    }

    /** Of an operation that {@link #takesValue}. */
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
