package dev.qorm.operation;

import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Creates a table with all its parts.
 *
 * @param table the whole table
 */
public record CreateTable(Table table) implements Operation {
    /** Returns this operation with a comment on the table. */
    public CreateTable comment(@Nullable String text) {
        return new CreateTable(table.comment(text));
    }

    @Override
    public Schema applyTo(Schema schema) {
        return schema.plus(table);
    }

    @Override
    public Operation reverse() {
        return new DropTable(table);
    }

    @Override
    public String describe() {
        return "create table " + table.name();
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
