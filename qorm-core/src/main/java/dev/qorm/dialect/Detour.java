package dev.qorm.dialect;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Operations that are made in two steps. An alteration goes through a type that accepts the values of both types if a
 * row gets a value that belongs to the new type only, such as a new one of an enumeration. An auto-increment column
 * whose rows get values of their own becomes auto-increment only once they have them.
 */
final class Detour {
    private Detour() {}

    /** Returns the operation itself, or the two that replace it. */
    static List<Operation> of(Operation operation) {
        if (operation instanceof AddColumn add && add.column().isAutoIncrement() && add.backfill() != null) {
            var column = add.column();
            var uncounted = column.written();
            return List.of(
                    new AddColumn(add.table(), uncounted, add.backfill()),
                    new AlterColumn(add.table(), uncounted, column));
        }
        if (!(operation instanceof AlterColumn alter) || !alter.replacesMisfits()) {
            return List.of(operation);
        }
        var from = alter.from();
        var type = alter.typeChange().wider();
        // What each row gets is then a text, which is not checked to fit.
        var given = alter.typeChange().isSpelled() ? null : alter.backfill();
        if (type.equals(from.type())) {
            return List.of(alter.backfilled(given));
        }
        var wide = from.written().type(type);
        return List.of(
                new AlterColumn(alter.table(), from, wide),
                new AlterColumn(alter.table(), wide, alter.to()).backfilled(given));
    }

    /**
     * Returns all steps that may have been made: an operation that was reversed no longer knows whether rows got a
     * value.
     */
    static Stream<Operation> possible(Operation operation) {
        return operation instanceof AlterColumn alter && alter.backfill() == null && alter.canReplaceMisfits()
                ? Stream.concat(of(alter).stream(), of(alter.backfillSql("null")).stream())
                : of(operation).stream();
    }

    /** Returns the step before which rows get the texts for their new values; null if they get none. */
    static @Nullable Operation afterTexts(Operation operation) {
        var steps = of(operation);
        return operation instanceof AlterColumn alter
                        && alter.replacesMisfits()
                        && alter.typeChange().isSpelled()
                ? steps.get(steps.size() - 1)
                : null;
    }
}
