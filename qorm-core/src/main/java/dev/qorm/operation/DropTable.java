package dev.qorm.operation;

import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Drops a table; its rows are lost.
 *
 * @param table the whole table as it was, so that it can be created again
 */
public record DropTable(Table table) implements Operation {
    /** Returns this operation with a comment on the table. */
    public DropTable comment(@Nullable String text) {
        return new DropTable(table.comment(text));
    }

    @Override
    public Schema applyTo(Schema schema) {
        if (!table.equals(schema.table(table.name()))) {
            throw new SchemaException("the table " + table.name()
                    + " that is to be dropped is not as this migration knows it; it is " + schema.table(table.name()));
        }
        return schema.minus(table.name());
    }

    @Override
    public Operation reverse() {
        return new CreateTable(table);
    }

    @Override
    public boolean isDestructive() {
        return true;
    }

    @Override
    public String describe() {
        return "drop table " + table.name();
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
