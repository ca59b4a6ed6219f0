package dev.qorm.dialect;

import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changes the {@link MySqlIndexes indexes that the server needs in addition to those of the model} with an operation.
 */
final class MySqlImpliedIndexes {
    private final MySqlOperationRenderer renderer;
    private final MySqlClauses clauses;

    /** @param renderer knows the schema before the operation */
    MySqlImpliedIndexes(MySqlOperationRenderer renderer) {
        this.renderer = renderer;
        this.clauses = renderer.clauses;
    }

    /** Returns the statements of an operation on a table, with those that add and drop such indexes. */
    List<String> with(TableOperation operation, List<String> statements) {
        var table = operation.table();
        var after = operation.applyTo(renderer.before).table(table);
        var all = new ArrayList<String>();
        kept(after).forEach(clause -> all.add(clauses.alterTable(table, clause)));
        added(after).forEach(clause -> all.add(clauses.alterTable(table, clause)));
        all.addAll(statements);
        dropped(after).forEach(clause -> all.add(clauses.alterTable(table, clause)));
        return all;
    }

    /**
     * Returns the clauses that rename indexes of the model to their own names, so that the server, too, considers them
     * the model's. An index that the server created for a foreign key itself, as in a database that was taken over,
     * would be dropped when another key or index is added that begins with the same columns.
     */
    Stream<String> kept(Table after) {
        var there = renderer.before.table(after.name());
        var coming = after.elements().stream()
                .filter(TableElement::hasIndex)
                .filter(part -> !there.elements().contains(part))
                .map(TableElement::columnNames)
                .toList();
        return there.indexes().values().stream()
                .filter(index -> after.indexes().containsKey(index.name()) && !index.hasExpressions())
                .filter(index -> there.foreignKeys().values().stream()
                        .anyMatch(key -> key.columns().equals(index.columnNames())))
                .filter(index -> coming.stream().anyMatch(columns -> MySqlIndexes.begins(columns, index.columnNames())))
                .map(index -> clauses.renameIndex(index.name(), index.name()));
    }

    /** Returns the clauses that add those that the table did not have. */
    Stream<String> added(Table after) {
        var had = MySqlIndexes.implied(renderer.before.table(after.name()));
        return MySqlIndexes.implied(after).stream()
                .filter(index -> !had.contains(index))
                .map(clauses::addIndex);
    }

    /** Returns the clauses that drop those that the table no longer has. */
    Stream<String> dropped(Table after) {
        var has = MySqlIndexes.implied(after);
        return MySqlIndexes.implied(renderer.before.table(after.name())).stream()
                .filter(index -> !has.contains(index))
                .map(index -> renderer.dropImplied() + renderer.quoted(index.name()));
    }
}
