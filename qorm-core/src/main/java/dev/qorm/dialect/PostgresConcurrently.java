package dev.qorm.dialect;

import dev.qorm.operation.ConcurrentOperation;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.UniqueConstraint;
import java.util.List;
import org.jooq.QueryPart;

/**
 * The statements of PostgreSQL for tables that are written meanwhile, which jOOQ does not have ("CREATE INDEX", "DROP
 * INDEX" and "ALTER TABLE" in the manual of PostgreSQL 17): indexes are built without blocking writers; a unique
 * constraint is created from such an index; a foreign key or check first applies to new rows, and the existing rows are
 * checked afterwards.
 *
 * @param renderer renders everything that is the same in a transaction
 */
record PostgresConcurrently(OperationRenderer renderer) {
    /**
     * Returns one statement, or two for a key or check that is added: each takes effect by itself, the second one on
     * the result of the first.
     *
     * @param operation on an index, or one that adds a key or check; dropping these is quick, and the same as in a
     *     transaction
     */
    List<String> render(ConcurrentOperation operation) {
        var element = operation.element();
        var table = renderer.name(operation.table());
        var name = renderer.name(element.name());
        if (element instanceof Index index) {
            return List.of(
                    operation.isAddition()
                            ? createIndex(operation.table(), index)
                            : query("drop index concurrently {0}", name));
        }
        if (element instanceof UniqueConstraint unique) {
            return List.of(
                    createIndex(operation.table(), index(unique)),
                    query("alter table {0} add constraint {1} unique using index {1}", table, name)
                            + Deferral.words(unique.deferral()));
        }
        return List.of(
                renderer.ddl.add(operation.table(), element) + " not valid",
                query("alter table {0} validate constraint {1}", table, name));
    }

    /**
     * Drops an index that may already be gone because of a statement before, in which it cannot be dropped
     * concurrently.
     */
    String dropIndexIfExists(String index) {
        return query("drop index concurrently if exists {0}", renderer.name(index));
    }

    private static Index index(UniqueConstraint unique) {
        var columns = unique.columns().stream().map(IndexColumn::asc).toList();
        return new Index(unique.name(), columns, true, null, unique.include(), unique.isNullsNotDistinct());
    }

    private String createIndex(String table, Index index) {
        return renderer.sql(renderer.ddl.createIndex(table, index, " concurrently"));
    }

    private String query(String template, QueryPart... parts) {
        return renderer.sql(renderer.jooq.query(template, parts));
    }
}
