package dev.qorm.dialect;

import dev.qorm.operation.ConcurrentOperation;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.UniqueConstraint;
import java.util.List;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/**
 * What PostgreSQL has for tables that are written meanwhile, and jOOQ has not ("CREATE INDEX", "DROP INDEX" and "ALTER TABLE"
 * in the manual of PostgreSQL 17): indexes are built beside the writers; a unique constraint is made of such an index; a
 * foreign key or check holds for new rows first, and the rows that are there are looked at afterwards.
 *
 * @param renderer renders all that is the same in a transaction
 */
record PostgresConcurrently(OperationRenderer renderer) {
    /**
     * One statement, or two for a key or check that is added: each takes effect by itself, the second one on what the first
     * one leaves.
     *
     * @param operation on an index, or one that adds a key or check; to drop one is quick, and the same as in a transaction
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
                    query("alter table {0} add constraint {1} unique using index {1}", table, name));
        }
        return List.of(
                query("{0} not valid", renderer.ddl.alterTableAdd(operation.table(), element)),
                query("alter table {0} validate constraint {1}", table, name));
    }

    /** For an index that may have gone with a statement before, in which it cannot be dropped concurrently. */
    String dropIndexIfExists(String index) {
        return query("drop index concurrently if exists {0}", renderer.name(index));
    }

    private static Index index(UniqueConstraint unique) {
        var columns = unique.columns().stream().map(IndexColumn::asc).toList();
        return new Index(unique.name(), columns, true, null);
    }

    private String createIndex(String table, Index index) {
        var start = index.isUnique() ? "create unique index" : "create index";
        var where = index.where();
        return query(
                start + " concurrently {0} on {1}({2})" + (where == null ? "" : " where {3}"),
                renderer.name(index.name()),
                renderer.name(table),
                DSL.list(renderer.ddl.columns(index)),
                PlainSql.condition(where == null ? "" : renderer.notation.expression(where)));
    }

    private String query(String template, QueryPart... parts) {
        return renderer.sql(renderer.jooq.query(template, parts));
    }
}
