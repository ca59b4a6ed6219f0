package dev.qorm.operation;

import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;
import java.util.stream.Collectors;

/**
 * Creates an index.
 *
 * @param table the table's name
 * @param index the index
 */
public record CreateIndex(String table, Index index) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).with(index));
    }

    @Override
    public Operation reverse() {
        return new DropIndex(table, index);
    }

    @Override
    public String describe() {
        return describe("create", table, index);
    }

    /** What is done with which index. */
    static String describe(String verb, String table, Index index) {
        var columns = index.columns().stream()
                .map(column -> column.name() + (column.isDescending() ? " desc" : ""))
                .collect(Collectors.joining(", ", "(", ")"));
        return verb + (index.isUnique() ? " unique index " : " index ") + index.name() + " on " + table + columns
                + (index.where() == null ? "" : " where " + index.where());
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
