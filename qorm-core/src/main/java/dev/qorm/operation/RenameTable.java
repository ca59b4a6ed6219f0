package dev.qorm.operation;

import dev.qorm.schema.Schema;

/**
 * Renames a table. Its rows are kept, and foreign keys are adapted.
 *
 * @param from the name before
 * @param to the name after
 */
public record RenameTable(String from, String to) implements Operation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.renameTable(from, to);
    }

    @Override
    public Operation reverse() {
        return new RenameTable(to, from);
    }

    @Override
    public String describe() {
        return "rename table " + from + " to " + to;
    }

    @Override
    public char sign() {
        return '~';
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
