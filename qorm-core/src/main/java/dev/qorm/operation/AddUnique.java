package dev.qorm.operation;

import dev.qorm.schema.Schema;
import dev.qorm.schema.UniqueConstraint;

/**
 * Adds a unique constraint.
 *
 * @param table the table's name
 * @param unique the unique constraint
 */
public record AddUnique(String table, UniqueConstraint unique) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).with(unique));
    }

    @Override
    public Operation reverse() {
        return new DropUnique(table, unique);
    }

    @Override
    public String describe() {
        return "add unique constraint " + unique.name() + " on " + table + "(" + String.join(", ", unique.columns())
                + ")";
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
