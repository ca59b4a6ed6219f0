package dev.qorm.dialect;

import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of the {@link MySqlIndexes indexes that the server wants beside those of the model} with an operation. */
final class MySqlImpliedIndexes {
    private final MySqlOperationRenderer renderer;
    private final MySqlClauses clauses;

    /** @param renderer it knows the schema before the operation */
    MySqlImpliedIndexes(MySqlOperationRenderer renderer) {
        this.renderer = renderer;
        this.clauses = renderer.clauses;
    }

    /** The statements of an operation on a table, with those that add and drop such indexes. */
    List<String> with(TableOperation operation, List<String> statements) {
        var table = operation.table();
        var after = operation.applyTo(renderer.before).table(table);
        var all = new ArrayList<String>();
        added(after).forEach(clause -> all.add(clauses.alterTable(table, clause)));
        all.addAll(statements);
        dropped(after).forEach(clause -> all.add(clauses.alterTable(table, clause)));
        return all;
    }

    /** The clauses that add those that the table has not had. */
    Stream<String> added(Table after) {
        var had = MySqlIndexes.implied(renderer.before.table(after.name()));
        return MySqlIndexes.implied(after).stream()
                .filter(index -> !had.contains(index))
                .map(clauses::addIndex);
    }

    /** The clauses that drop those that the table has no more. */
    Stream<String> dropped(Table after) {
        var has = MySqlIndexes.implied(after);
        return MySqlIndexes.implied(renderer.before.table(after.name())).stream()
                .filter(index -> !has.contains(index))
                .map(index -> renderer.dropImplied() + renderer.quoted(index.name()));
    }
}
