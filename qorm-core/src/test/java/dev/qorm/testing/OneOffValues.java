package dev.qorm.testing;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.NeutralValue;

/** Answers the question what the rows that are there shall have, where an operation cannot do without. */
public final class OneOffValues {
    private OneOffValues() {}

    /** The operation with a neutral value for the rows, if it needs one. */
    public static Operation given(Operation operation) {
        if (operation instanceof AddColumn add && add.column().isRequired()) {
            return add.backfill(NeutralValue.of(add.column().type()));
        }
        if (operation instanceof AlterColumn alter
                && alter.from().isNullable()
                && !alter.to().isNullable()) {
            return alter.backfill(NeutralValue.of(alter.to().type()));
        }
        return operation;
    }
}
