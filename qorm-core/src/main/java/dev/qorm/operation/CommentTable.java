package dev.qorm.operation;

import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes the comment on a table in the catalog.
 *
 * @param table the table's name
 * @param from the comment before, or null
 * @param to the comment after, or null
 */
public record CommentTable(
        String table, @Nullable String from, @Nullable String to) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        var before = schema.table(table);
        if (!Objects.equals(before.comment(), from)) {
            throw new SchemaException(
                    "the comment of the table " + table + " is '" + before.comment() + "' and not '" + from + "'");
        }
        return schema.replace(before.comment(to));
    }

    @Override
    public Operation reverse() {
        return new CommentTable(table, to, from);
    }

    @Override
    public String describe() {
        return "comment on table " + table + ": " + ColumnDifference.quoted(from) + " -> "
                + ColumnDifference.quoted(to);
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
