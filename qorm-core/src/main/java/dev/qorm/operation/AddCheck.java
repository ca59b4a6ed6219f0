package dev.qorm.operation;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Schema;

/**
 * Adds a check.
 *
 * @param table the table's name
 * @param check the check
 */
public record AddCheck(String table, CheckConstraint check) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).with(check));
    }

    @Override
    public Operation reverse() {
        return new DropCheck(table, check);
    }

    @Override
    public String describe() {
        return "add check " + check.name() + " on " + table;
    }

    @Override
    public char sign() {
        return '+';
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
