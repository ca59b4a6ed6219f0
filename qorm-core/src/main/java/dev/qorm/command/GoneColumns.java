package dev.qorm.command;

import dev.qorm.diff.Rename;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds checks, computed columns, and expressions and conditions of indexes that still read a column that the models no longer have.
 * PostgreSQL would silently drop checks and indexes with the column. Everything else would be rejected when the
 * migration runs.
 *
 * @param before the schema of the migrations
 * @param after the schema of the models
 * @param renames the renames between them
 */
record GoneColumns(Schema before, Schema after, List<Rename> renames) {
    /** @throws CommandException if there are any; the message names all of them */
    void checkUnread() {
        var found = new ArrayList<String>();
        for (var table : after.tables()) {
            var old = before.find(nameBefore(table));
            if (old != null && !old.equals(table)) {
                old.columns().keySet().stream()
                        .filter(column -> table.columns().keySet().stream().noneMatch(column::equalsIgnoreCase))
                        .forEach(column -> table.elements()
                                .forEach(part -> part.expressions().stream()
                                        .filter(expression -> SqlText.mentions(expression, column))
                                        .forEach(expression -> found.add(problem(table, part, expression, column)))));
            }
        }
        if (!found.isEmpty()) {
            throw CommandException.toMend(String.join("\n  ", found));
        }
    }

    private String nameBefore(Table table) {
        return renames.stream()
                .filter(rename -> rename.table() == null && rename.to().equals(table.name()))
                .map(Rename::from)
                .findFirst()
                .orElse(table.name());
    }

    private String problem(Table table, TableElement part, String expression, String column) {
        var start = "'" + part.name() + "' of the table " + table.name() + " contains " + expression.strip() + ", and "
                + column;
        return renames.stream()
                .filter(rename ->
                        table.name().equals(rename.table()) && rename.from().equals(column))
                .map(rename -> start + " is renamed to " + rename.to() + "; write the new name there")
                .findFirst()
                .orElse(start + " is no longer in the model; change or remove '" + part.name()
                        + "', or leave the field in the model");
    }
}
