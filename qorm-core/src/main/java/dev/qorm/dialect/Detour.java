package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import java.util.List;

/**
 * An alteration by way of a type that has room for the values of both: where a row gets a value that is one of the new
 * type and none of the old, such as a new one of an enumeration.
 */
final class Detour {
    private Detour() {}

    /** The operation itself, or the two that take its place. */
    static List<Operation> of(Operation operation) {
        if (!(operation instanceof AlterColumn alter) || !alter.replacesMisfits()) {
            return List.of(operation);
        }
        var from = alter.from();
        var type = alter.typeChange().wider();
        if (type.equals(from.type())) {
            return List.of(operation);
        }
        var wide = new Column(from.name(), type, from.isNullable(), null, false, null, from.comment());
        return List.of(
                new AlterColumn(alter.table(), from, wide),
                new AlterColumn(alter.table(), wide, alter.to()).backfilled(alter.backfill()));
    }
}
