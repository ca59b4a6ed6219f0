package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import java.util.List;

/** The UPDATEs that change the values of a column that is added or altered, and of no other column. */
final class RowUpdates {
    private final OperationRenderer renderer;

    RowUpdates(OperationRenderer renderer) {
        this.renderer = renderer;
    }

    /** @param value in SQL, like {@code condition} */
    String update(String table, String column, String value, String condition) {
        return "update " + renderer.quoted(table) + " set " + renderer.quoted(column) + " = " + value
                + renderer.keepingOthers(table, column) + " where " + condition;
    }

    /** Sets NULL to {@code value}. */
    String fill(String table, Column column, DefaultValue value) {
        return update(
                table,
                column.name(),
                renderer.notation.sql(column.type(), value),
                renderer.quoted(column.name()) + " is null");
    }

    /**
     * Sets NULL to the value that the operation has for existing rows, or else to the default; returns nothing if there
     * is neither, or {@link #replaceMisfits} has done it.
     */
    List<String> fill(AlterColumn operation) {
        if (operation.replacesMisfits()) {
            return List.of();
        }
        var column = operation.to();
        var value = operation.backfill() != null ? operation.backfill() : column.defaultValue();
        return value == null ? List.of() : List.of(fill(operation.table(), column, value));
    }

    /**
     * Replaces the values that the new type cannot have with the one that the operation has for them, before the type
     * changes. If the column becomes NOT NULL, NULL is replaced, too.
     */
    List<String> replaceMisfits(AlterColumn operation) {
        if (!operation.replacesMisfits() || operation.backfill() == null) {
            return List.of();
        }
        var to = operation.to();
        var column = renderer.quoted(to.name());
        var becomesRequired = operation.from().isNullable() && !to.isNullable();
        return List.of(update(
                operation.table(),
                to.name(),
                renderer.notation.sql(to.type(), operation.backfill()),
                "not (" + Fit.condition(operation.typeChange(), column, renderer.notation) + ")"
                        + (becomesRequired ? " or " + column + " is null" : "")));
    }
}
