package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import java.util.List;

/** The UPDATEs by which rows get other values in a column that is added or changed, and in no other column. */
final class RowUpdates {
    private final OperationRenderer renderer;

    RowUpdates(OperationRenderer renderer) {
        this.renderer = renderer;
    }

    /** @param value in SQL, as {@code condition} is */
    String update(String table, String column, String value, String condition) {
        return "update " + renderer.quoted(table) + " set " + renderer.quoted(column) + " = " + value
                + renderer.keepingOthers(table, column) + " where " + condition;
    }

    /** Rows with NULL get {@code value}. */
    String fill(String table, Column column, DefaultValue value) {
        return update(
                table,
                column.name(),
                renderer.notation.sql(column.type(), value),
                renderer.quoted(column.name()) + " is null");
    }

    /**
     * Rows with NULL get the value that is meant for them, or else what new rows get; where neither is known, or
     * {@link #replaceMisfits} did it, nothing.
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
     * Rows whose value the new type does not take get the one that is meant for them, before the type changes. So do
     * those with NULL where the column becomes NOT NULL.
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
