package dev.qorm.diff;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropCheck;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A column that becomes NOT NULL after the rest of a change, if nothing in the rest depends on that: no primary key
 * over the column, no expression that reads it, and no dropped check, which NOT NULL may replace. Other changes of the
 * column come before. But a column whose type becomes narrower is altered at once, since its rows get values for both
 * changes. A new column also becomes NOT NULL later if its rows get values from an expression; one value for all rows
 * takes no time.
 *
 * @param rest the remaining part of the operation, in the transaction
 * @param notNull the part that comes later
 */
record LaterNotNull(List<Operation> rest, AlterColumn notNull) {
    /**
     * The expressions of the SQL standard that have one value for a whole transaction, and PostgreSQL's function for
     * the start of the transaction.
     */
    private static final Set<String> ONE_FOR_ALL_ROWS =
            Set.of("current_timestamp", "current_date", "current_time", "localtimestamp", "localtime", "now()");

    /**
     * Returns all of them in a change, by operation.
     *
     * @param isLater whether an operation does not belong to the rest
     * @param isKept whether a table exists before and after, with the same name
     */
    static Map<Operation, LaterNotNull> in(
            List<Operation> operations, Predicate<Operation> isLater, Predicate<String> isKept) {
        var found = new HashMap<Operation, LaterNotNull>();
        var behind = new ArrayList<Operation>();
        for (var i = operations.size() - 1; i >= 0; i--) {
            var operation = operations.get(i);
            var later = of(operation);
            if (later != null
                    && isKept.test(later.notNull.table())
                    && operations.stream().noneMatch(each -> isCheckThatGoes(each, later.notNull))
                    && behind.stream()
                            .noneMatch(each -> countsOn(each, later.notNull) || takesFrom(each, later.notNull))) {
                found.put(operation, later);
                behind.addAll(later.rest);
            } else if (!isLater.test(operation)) {
                behind.add(operation);
            }
        }
        return found;
    }

    /** Returns the part of the operation that can come later, or null if there is none. */
    private static @Nullable LaterNotNull of(Operation operation) {
        if (operation instanceof AddColumn add) {
            var value = valueOfEachRow(add);
            return value == null ? null : of(add, value);
        }
        return operation instanceof AlterColumn alter && isSeparable(alter) ? of(alter) : null;
    }

    /** The default is set after the column is added, since otherwise the existing rows would get it at once. */
    private static LaterNotNull of(AddColumn add, DefaultValue value) {
        var column = add.column();
        var nullable = column.nullable();
        var rest = new ArrayList<Operation>();
        rest.add(new AddColumn(add.table(), nullable.withDefault(null), null));
        if (column.defaultValue() != null) {
            rest.add(new AlterColumn(add.table(), nullable.withDefault(null), nullable));
        }
        var notNull = new AlterColumn(add.table(), nullable, column).backfilled(value);
        return new LaterNotNull(rest, notNull.concurrently());
    }

    private static LaterNotNull of(AlterColumn alter) {
        var from = alter.from();
        var nullable = alter.to().nullable();
        var isAll = from.equals(nullable);
        var back = alter.reverseBackfill();
        var rest = isAll
                ? List.<Operation>of()
                : List.<Operation>of(new AlterColumn(alter.table(), from, nullable, null, back));
        var notNull = new AlterColumn(alter.table(), nullable, alter.to(), alter.backfill(), isAll ? back : null);
        return new LaterNotNull(rest, notNull.concurrently());
    }

    /** Returns the expression for the values of the rows, or null if all rows get the same value or need none. */
    private static @Nullable DefaultValue valueOfEachRow(AddColumn add) {
        var column = add.column();
        if (column.isNullable() || column.isAutoIncrement()) {
            return null;
        }
        var value = add.backfill() == null ? column.defaultValue() : add.backfill();
        return value instanceof DefaultValue.Expression expression
                        && !ONE_FOR_ALL_ROWS.contains(expression.sql().toLowerCase(Locale.ROOT))
                ? value
                : null;
    }

    private static boolean isSeparable(AlterColumn alter) {
        var from = alter.from();
        var to = alter.to();
        return from.isNullable()
                && !to.isNullable()
                && Stream.of(from, to).noneMatch(column -> column.isAutoIncrement() || column.generatedAs() != null)
                && ColumnTypes.widens(from.type(), to.type());
    }

    private static boolean isCheckThatGoes(Operation operation, AlterColumn alter) {
        return operation instanceof DropCheck drop
                && isSame(drop.table(), alter.table())
                && SqlText.mentions(drop.check().expression(), alter.to().name());
    }

    private static boolean countsOn(Operation operation, AlterColumn alter) {
        var column = alter.to().name();
        if (operation instanceof AddPrimaryKey add) {
            return isSame(add.table(), alter.table()) && add.key().columns().contains(column);
        }
        if (operation instanceof AddCheck add) {
            return SqlText.hasWord(add.check().expression(), column);
        }
        if (operation instanceof AddColumn add) {
            return SqlText.hasWord(add.column().generatedAs(), column) || reads(add.backfill(), column);
        }
        return operation instanceof AlterColumn other
                && (SqlText.hasWord(other.to().generatedAs(), column) || reads(other.backfill(), column));
    }

    /** Whether it removes or changes something from which rows get their values. */
    private static boolean takesFrom(Operation operation, AlterColumn alter) {
        if (operation instanceof DropTable drop) {
            return reads(alter.backfill(), drop.table().name());
        }
        if (operation instanceof DropColumn drop) {
            return reads(alter.backfill(), drop.column().name());
        }
        return operation instanceof AlterColumn other
                && reads(alter.backfill(), other.to().name());
    }

    private static boolean reads(@Nullable DefaultValue value, String name) {
        return value instanceof DefaultValue.Expression expression && SqlText.hasWord(expression.sql(), name);
    }

    private static boolean isSame(String table, String other) {
        return Table.key(table).equals(Table.key(other));
    }
}
