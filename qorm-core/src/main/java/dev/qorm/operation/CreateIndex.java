package dev.qorm.operation;

import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;
import java.util.stream.Collectors;

/**
 * Creates an index.
 *
 * @param table the table's name
 * @param index the index
 * @param isConcurrent see {@link #concurrently()}
 */
public record CreateIndex(String table, Index index, boolean isConcurrent) implements ConcurrentOperation {
    /** The same, as a part of a migration that is one transaction where the database has it so. */
    public CreateIndex(String table, Index index) {
        this(table, index, false);
    }

    /**
     * The same, built on PostgreSQL while rows of the table are written, and in no transaction: the other operations of the
     * migration have to be concurrent, too. On the other databases it means nothing.
     */
    @Override
    public CreateIndex concurrently() {
        return new CreateIndex(table, index, true);
    }

    @Override
    public CreateIndex inTransaction() {
        return new CreateIndex(table, index, false);
    }

    @Override
    public Index element() {
        return index;
    }

    @Override
    public Schema applyTo(Schema schema) {
        return schema.replace(schema.table(table).with(index));
    }

    @Override
    public Operation reverse() {
        return new DropIndex(table, index, isConcurrent);
    }

    @Override
    public String describe() {
        return describe("create", this, index);
    }

    /** What is done with which index. */
    static String describe(String verb, ConcurrentOperation operation, Index index) {
        var columns = index.columns().stream()
                .map(column -> column.name() + (column.isDescending() ? " desc" : ""))
                .collect(Collectors.joining(", ", "(", ")"));
        return verb + (index.isUnique() ? " unique index " : " index ")
                + operation.concurrentWord() + index.name() + " on " + operation.table()
                + columns
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
