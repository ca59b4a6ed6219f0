package dev.qorm.execute;

import dev.qorm.dialect.Collations;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.SpecialTables.Special;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the keys and indexes become that a migration adds to tables of MariaDB or MySQL, or changes a column of. */
final class KeyLengths {
    /** In {@code utf8mb4}. */
    private static final int BYTES_OF_CHARACTER = 4;

    private KeyLengths() {}

    /**
     * A key or an index after an operation.
     *
     * @param before how many bytes each of its columns had in it, 0 if it was not there
     * @param bytes how many each of them gets, 0 for a type without a length
     */
    record Length(Operation operation, Special table, Map<String, Long> before, Map<String, Long> bytes) {
        boolean isLonger(String column) {
            return bytes.getOrDefault(column, 0L) > before.getOrDefault(column, 0L);
        }

        long total() {
            return sum(bytes);
        }

        boolean isLonger() {
            return total() > sum(before);
        }

        private static long sum(Map<String, Long> all) {
            return all.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Returns those of {@code tables}. */
    static List<Length> of(Run run, List<Special> tables, Sql sql, Dialect dialect) throws SQLException {
        var found = new ArrayList<Length>();
        if (tables.isEmpty()) {
            return found;
        }
        var collations = new LiveRenderer(sql, dialect).collations(run);
        var schema = run.before();
        var names = new EarlierNames();
        for (var operation : run.operations()) {
            var before = schema;
            schema = operation.applyTo(schema);
            var after = collations.after(operation);
            if (operation instanceof TableOperation change) {
                var special = SpecialTables.find(tables, names.table(change.table()));
                if (special != null) {
                    var table = schema.table(change.table());
                    for (var columns : keys(operation, table)) {
                        var old = operation instanceof AlterColumn
                                ? bytes(before.table(change.table()), columns, collations, dialect)
                                : Map.<String, Long>of();
                        found.add(new Length(operation, special, old, bytes(table, columns, after, dialect)));
                    }
                }
            }
            collations = after;
            names.after(operation);
        }
        return found;
    }

    /** Returns the columns of each key and index that an operation adds, or changes a column of. */
    private static List<List<String>> keys(Operation operation, Table table) {
        if (operation instanceof AddUnique add) {
            return List.of(add.unique().columnNames());
        }
        if (operation instanceof AddPrimaryKey add) {
            return List.of(add.key().columnNames());
        }
        if (operation instanceof AddForeignKey add) {
            return List.of(add.key().columnNames());
        }
        if (operation instanceof CreateIndex create) {
            return List.of(create.index().columnNames());
        }
        return operation instanceof AlterColumn alter
                ? table.elements().stream()
                        .filter(part -> isKeyOver(part, alter.to().name()))
                        .map(TableElement::columnNames)
                        .toList()
                : List.of();
    }

    private static boolean isKeyOver(TableElement part, String column) {
        return !(part instanceof Column)
                && !(part instanceof CheckConstraint)
                && part.columnNames().contains(column);
    }

    private static Map<String, Long> bytes(Table table, List<String> columns, Collations collations, Dialect dialect) {
        var bytes = new LinkedHashMap<String, Long>();
        columns.forEach(column -> bytes.put(column, bytes(table, table.column(column), collations, dialect)));
        return bytes;
    }

    private static long bytes(Table table, Column column, Collations collations, Dialect dialect) {
        var ofCharacter = column.collation(dialect.urlName()) == null
                ? collations.bytesOfCharacter(table.name(), column.name())
                : BYTES_OF_CHARACTER;
        if (column.type() instanceof ColumnType.Varchar text) {
            return (long) ofCharacter * text.length();
        }
        if (column.type() instanceof ColumnType.Char text) {
            return (long) ofCharacter * text.length();
        }
        return column.type() instanceof ColumnType.Binary binary ? binary.length() : 0;
    }
}
