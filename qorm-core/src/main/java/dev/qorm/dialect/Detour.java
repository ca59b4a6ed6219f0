package dev.qorm.dialect;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Operations that take a way round: an alteration by way of a type that has room for the values of both, where a row gets
 * a value that is one of the new type and none of the old, such as a new one of an enumeration; and a counted column whose
 * rows get numbers of their own, which is counted once they have them.
 */
final class Detour {
    private Detour() {}

    /** The operation itself, or the two that take its place. */
    static List<Operation> of(Operation operation) {
        if (operation instanceof AddColumn add && add.column().isAutoIncrement() && add.backfill() != null) {
            var column = add.column();
            var uncounted =
                    new Column(column.name(), column.type(), column.isNullable(), null, false, null, column.comment());
            return List.of(
                    new AddColumn(add.table(), uncounted, add.backfill()),
                    new AlterColumn(add.table(), uncounted, column));
        }
        if (!(operation instanceof AlterColumn alter) || !alter.replacesMisfits()) {
            return List.of(operation);
        }
        var from = alter.from();
        var type = alter.typeChange().wider();
        // What each row gets is a text then, and not asked whether it fits.
        var given = alter.typeChange().isSpelled() ? null : alter.backfill();
        if (type.equals(from.type())) {
            return List.of(alter.backfilled(given));
        }
        var wide = new Column(from.name(), type, from.isNullable(), null, false, null, from.comment());
        return List.of(
                new AlterColumn(alter.table(), from, wide),
                new AlterColumn(alter.table(), wide, alter.to()).backfilled(given));
    }

    /** All steps that may have been taken: an operation that was reversed does not know any more whether rows got a value. */
    static Stream<Operation> possible(Operation operation) {
        return operation instanceof AlterColumn alter && alter.backfill() == null && alter.canReplaceMisfits()
                ? Stream.concat(of(alter).stream(), of(alter.backfillSql("null")).stream())
                : of(operation).stream();
    }

    /** The step before which rows get the texts that are to spell their values; null where they get none. */
    static @Nullable Operation afterTexts(Operation operation) {
        var steps = of(operation);
        return operation instanceof AlterColumn alter
                        && alter.replacesMisfits()
                        && alter.typeChange().isSpelled()
                ? steps.get(steps.size() - 1)
                : null;
    }
}
