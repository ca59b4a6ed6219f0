package dev.qorm.operation;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Schema;

/**
 * Drops a check.
 *
 * @param table the table's name
 * @param check the check as it was
 */
public record DropCheck(String table, CheckConstraint check) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).without(CheckConstraint.class, check.name()));
    }

    @Override
    public Operation reverse() {
        return new AddCheck(table, check);
    }

    @Override
    public String describe() {
        return "drop check " + check.name() + " on " + table;
    }

    @Override
    public char sign() {
        return '-';
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
