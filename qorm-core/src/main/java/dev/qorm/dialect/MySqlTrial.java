package dev.qorm.dialect;

import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Statements that let MySQL and MariaDB parse a value for existing rows, without running it. */
record MySqlTrial(Notation notation, Dialect dialect) {
    /** The value is parsed over columns of NULL, so that the table need not exist yet, and is not locked. */
    List<String> of(DefaultValue.Expression value, Table table) {
        var columns = table.columns().keySet().stream()
                .map(column -> "null as " + notation.quoted(column))
                .collect(Collectors.joining(", ", "(select ", ") " + notation.quoted(table.name())));
        var statements = new ArrayList<>(parsed("select (" + notation.expression(value.sql()) + ") from " + columns));
        if (dialect == Dialect.MYSQL
                && RowUpdates.readsRows(table.name(), value.sql())
                && RowUpdates.keyOfRows(table).isEmpty()) {
            statements.addAll(parsed(assignment(value, table)));
        }
        return statements;
    }

    private List<String> parsed(String sql) {
        return List.of("prepare qorm_trial from " + notation.textLiteral(sql), "deallocate prepare qorm_trial");
    }

    /** Returns an UPDATE of some column, which is refused if its value reads the same table. */
    private String assignment(DefaultValue.Expression value, Table table) {
        var column = table.columns().keySet().iterator().next();
        return "update " + notation.quoted(table.name()) + " set " + notation.quoted(column) + " = "
                + notation.expression(value.sql());
    }
}
