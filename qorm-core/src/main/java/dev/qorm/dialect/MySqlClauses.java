package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes ALTER TABLE of MySQL and MariaDB: one statement of one or several clauses.
 *
 * @param ddl writes what the databases have in common
 * @param definitions write columns
 */
record MySqlClauses(StandardDdl ddl, MySqlDefinitions definitions) {
    private String quoted(String name) {
        return ddl.notation().quoted(name);
    }

    String alterTable(String table, String... clauses) {
        return alterTable(table, List.of(clauses));
    }

    /** Returns a statement that drops the indexes, does what the clauses say, and creates the indexes again. */
    String alterTable(String table, List<Index> indexes, List<String> clauses) {
        var all = new ArrayList<String>();
        indexes.forEach(index -> all.add(dropIndex(index.name())));
        all.addAll(clauses);
        indexes.forEach(index -> all.add(addIndex(index)));
        return alterTable(table, all);
    }

    String alterTable(String table, List<String> clauses) {
        return "alter table " + quoted(table) + " " + String.join(", ", clauses);
    }

    String addColumn(String table, Column column) {
        return "add column " + definitions.of(table, column);
    }

    /** Declares a column again completely. */
    String modify(String table, Column column) {
        return "modify column " + definitions.of(table, column);
    }

    String addGuard(String name, String condition) {
        return "add constraint " + quoted(name) + " check (" + condition + ")";
    }

    String dropConstraint(String name) {
        return "drop constraint " + quoted(name);
    }

    /** Adds a key or check. */
    String add(TableElement element) {
        return "add " + ddl.constraint(element);
    }

    /**
     * Adds a key, and renames the model's index for it to the same name, so that the server, too, considers it the
     * model's. The server would replace an index that it created itself, as in a database that was taken over, with one
     * that has the name of the key.
     */
    List<String> addForeignKey(Table table, ForeignKey key) {
        var clauses = new ArrayList<String>();
        clauses.add(add(key));
        table.indexes().values().stream()
                .filter(index -> !index.hasExpressions() && index.columnNames().equals(key.columns()))
                .map(index -> renameIndex(index.name(), index.name()))
                .forEach(clauses::add);
        return clauses;
    }

    String dropForeignKey(ForeignKey key) {
        return "drop foreign key " + quoted(key.name());
    }

    String addIndex(Index index) {
        return "add " + index(index);
    }

    String dropIndex(String index) {
        return "drop index " + quoted(index);
    }

    String renameIndex(String from, String to) {
        return "rename index " + quoted(from) + " to " + quoted(to);
    }

    /** An expression is in parentheses of its own ("CREATE INDEX" in MySQL's manual). */
    private String key(IndexColumn column) {
        return column.isExpression() ? "(" + ddl.notation().expression(column.name()) + ")" : quoted(column.name());
    }

    /** Returns an index as a part of CREATE TABLE. */
    String index(Index index) {
        return index.columns().stream()
                .map(column -> key(column) + (column.isDescending() ? " desc" : ""))
                .collect(Collectors.joining(
                        ", ", (index.isUnique() ? "unique index " : "index ") + quoted(index.name()) + " (", ")"));
    }
}
