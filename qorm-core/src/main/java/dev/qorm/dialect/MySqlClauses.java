package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * ALTER TABLE of MySQL and MariaDB: one statement of one or several clauses.
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

    String alterTable(String table, List<String> clauses) {
        return "alter table " + quoted(table) + " " + String.join(", ", clauses);
    }

    String addColumn(String table, Column column) {
        return "add column " + definitions.of(table, column);
    }

    /** Says all of a column anew. */
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
     * Adds a key, and gives the index of the model that is for it the name that it has: then it is the model's to the
     * server too. One that the server made, as in a database that was taken over, would go for one that is called as the
     * key is.
     */
    List<String> addForeignKey(Table table, ForeignKey key) {
        var clauses = new ArrayList<String>();
        clauses.add(add(key));
        table.indexes().values().stream()
                .filter(index -> index.columnNames().equals(key.columns()))
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

    /** An index as a part of CREATE TABLE. */
    String index(Index index) {
        return index.columns().stream()
                .map(column -> quoted(column.name()) + (column.isDescending() ? " desc" : ""))
                .collect(Collectors.joining(
                        ", ", (index.isUnique() ? "unique index " : "index ") + quoted(index.name()) + " (", ")"));
    }
}
