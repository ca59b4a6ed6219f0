package dev.qorm.dialect;

import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
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
        kept(after).forEach(clause -> all.add(clauses.alterTable(table, clause)));
        added(after).forEach(clause -> all.add(clauses.alterTable(table, clause)));
        all.addAll(statements);
        dropped(after).forEach(clause -> all.add(clauses.alterTable(table, clause)));
        return all;
    }

    /**
     * The clauses that give indexes of the model the names that they have, so that they are the model's to the server, too.
     * One that it made for a foreign key by itself, as in a database that was taken over, it would let go of when another
     * key or index comes that begins with the same columns.
     */
    Stream<String> kept(Table after) {
        var there = renderer.before.table(after.name());
        var coming = after.elements().stream()
                .filter(TableElement::hasIndex)
                .filter(part -> !there.elements().contains(part))
                .map(TableElement::columnNames)
                .toList();
        return there.indexes().values().stream()
                .filter(index -> after.indexes().containsKey(index.name()))
                .filter(index -> there.foreignKeys().values().stream()
                        .anyMatch(key -> key.columns().equals(index.columnNames())))
                .filter(index -> coming.stream().anyMatch(columns -> MySqlIndexes.begins(columns, index.columnNames())))
                .map(index -> clauses.renameIndex(index.name(), index.name()));
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
