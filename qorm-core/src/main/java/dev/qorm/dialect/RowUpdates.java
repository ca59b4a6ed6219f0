package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.UniqueConstraint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The UPDATEs that change the values of a column that is added or altered, and of no other column. */
final class RowUpdates {
    private static final String VALUE = "qorm_value";

    private final OperationRenderer renderer;

    RowUpdates(OperationRenderer renderer) {
        this.renderer = renderer;
    }

    /** @param value in SQL, like {@code condition} */
    String update(String table, String column, String value, String condition) {
        var key = keyOfRows(renderer.before.table(table));
        return renderer.dialect == Dialect.MYSQL && readsRows(table, value) && !key.isEmpty()
                ? update(table, read(table, key, value), column, VALUE, condition)
                : update(table, "", column, value, condition);
    }

    /** Whether a value may read other rows of its table. */
    static boolean readsRows(String table, String value) {
        return SqlText.hasWord(value, "select") && SqlText.hasWord(value, table);
    }

    /** Returns the columns of which each row has other values; empty if there are none. */
    static List<String> keyOfRows(Table table) {
        var key = table.primaryKey();
        return key != null
                ? key.columns()
                : table.uniques().values().stream()
                        .map(UniqueConstraint::columns)
                        .filter(columns -> columns.stream()
                                .noneMatch(column -> table.column(column).isNullable()))
                        .findFirst()
                        .orElse(List.of());
    }

    private String update(String table, String joined, String column, String value, String condition) {
        return "update " + renderer.quoted(table) + joined + " set " + renderer.quoted(column) + " = " + value
                + renderer.keepingOthers(table, column) + " where " + condition;
    }

    /**
     * Returns the part of an UPDATE of MySQL that reads the values before rows change, with the key of their rows. The
     * server does not let the value of an UPDATE read other rows of the same table ("Subquery Errors" in its manual).
     * The limit, which is none, prevents it from combining the two queries again.
     */
    private String read(String table, List<String> columns, String value) {
        var keys = IntStream.range(0, columns.size())
                .mapToObj(i -> renderer.quoted(columns.get(i)) + " as qorm_key_" + i)
                .collect(Collectors.joining(", "));
        var matches = IntStream.range(0, columns.size())
                .mapToObj(i -> "qorm_key_" + i + " = " + renderer.quoted(columns.get(i)))
                .collect(Collectors.joining(" and "));
        return " join (select " + keys + ", " + value + " as " + VALUE + " from " + renderer.quoted(table)
                + " limit 18446744073709551615) qorm_values on " + matches;
    }

    /** Sets NULL to {@code value}. */
    String fill(String table, Column column, DefaultValue value) {
        return update(
                table,
                column.name(),
                renderer.notation.sql(column.type(), value),
                renderer.quoted(column.name()) + " is null");
    }

    /**
     * Sets NULL to the value that the operation has for existing rows, or else to the default; returns nothing if there
     * is neither, or {@link #replaceMisfits} has done it.
     */
    List<String> fill(AlterColumn operation) {
        if (operation.replacesMisfits()) {
            return List.of();
        }
        var column = operation.to();
        var value = operation.backfill() != null ? operation.backfill() : column.defaultValue();
        return value == null ? List.of() : List.of(fill(operation.table(), column, value));
    }

    /**
     * Replaces the values that the new type cannot have with the one that the operation has for them, before the type
     * changes. If the column becomes NOT NULL, NULL is replaced, too.
     */
    List<String> replaceMisfits(AlterColumn operation) {
        if (!operation.replacesMisfits() || operation.backfill() == null) {
            return List.of();
        }
        var to = operation.to();
        var column = renderer.quoted(to.name());
        var becomesRequired = operation.from().isNullable() && !to.isNullable();
        return List.of(update(
                operation.table(),
                to.name(),
                renderer.notation.sql(to.type(), operation.backfill()),
                "not (" + Fit.condition(operation, column, renderer.notation) + ")"
                        + (becomesRequired ? " or " + column + " is null" : "")));
    }
}
