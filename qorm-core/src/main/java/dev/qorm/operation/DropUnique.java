package dev.qorm.operation;

import dev.qorm.schema.Schema;
import dev.qorm.schema.UniqueConstraint;

/**
 * Drops a unique constraint.
 *
 * @param table the table's name
 * @param unique the unique constraint as it was
 */
public record DropUnique(String table, UniqueConstraint unique) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).without(UniqueConstraint.class, unique.name()));
    }

    @Override
    public Operation reverse() {
        return new AddUnique(table, unique);
    }

    @Override
    public String describe() {
        return "drop unique constraint " + unique.name() + " on " + table + "(" + String.join(", ", unique.columns())
                + ")";
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
