package dev.qorm.dialect;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value may be added to an enumeration without rewriting any row. Such a value cannot be used before the
 * transaction commits ("ALTER TYPE", PostgreSQL manual). So this is done only if nothing else in the migration can use
 * it; in case of doubt, something can.
 */
final class PostgresNewValues {
    private PostgresNewValues() {}

    /**
     * Whether nothing in {@code migration} can use the values that {@code change} adds.
     *
     * @param migration all operations, including the change; empty if they are not known
     */
    static boolean areUnused(AlterColumn change, List<Operation> migration) {
        return migration.contains(change)
                && migration.stream().filter(other -> !other.equals(change)).noneMatch(other -> mayUse(other, change));
    }

    private static boolean mayUse(Operation other, AlterColumn change) {
        if (other instanceof RenameTable rename) {
            return isSame(rename.from(), change.table()) || isSame(rename.to(), change.table());
        }
        if (other instanceof CreateTable create) {
            return isSame(create.table().name(), change.table());
        }
        return other instanceof HandmadeOperation
                || hasExpression(other)
                || (other instanceof TableOperation on
                        && isSame(on.table(), change.table())
                        && isAbout(on, change.to().name()));
    }

    /** The expression for the values of rows may read any table. */
    private static boolean hasExpression(Operation other) {
        if (other instanceof AddColumn add) {
            return isExpression(add.backfill()) || hasExpression(add.column());
        }
        return other instanceof AlterColumn alter && (isExpression(alter.backfill()) || hasExpression(alter.to()));
    }

    private static boolean hasExpression(Column column) {
        return column.generatedAs() != null || isExpression(column.defaultValue());
    }

    private static boolean isExpression(@Nullable DefaultValue value) {
        return value instanceof DefaultValue.Expression;
    }

    /** Whether an operation on the same table has a condition, or affects the column itself. */
    private static boolean isAbout(TableOperation other, String column) {
        if (other instanceof AddColumn add) {
            return isSame(add.column().name(), column);
        }
        if (other instanceof DropColumn drop) {
            return isSame(drop.column().name(), column);
        }
        if (other instanceof AlterColumn alter) {
            return isSame(alter.to().name(), column);
        }
        if (other instanceof RenameColumn rename) {
            return isSame(rename.from(), column) || isSame(rename.to(), column);
        }
        return other instanceof AddCheck
                || (other instanceof CreateIndex create
                        && !create.index().expressions().isEmpty());
    }

    private static boolean isSame(String name, String other) {
        return Table.key(name).equals(Table.key(other));
    }
}
