package dev.qorm.testing;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.H2Names;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.NeutralValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Puts a row into each table of a schema and reads it back. */
public final class Rows {
    private final TestDatabase database;

    public Rows(TestDatabase database) {
        this.database = database;
    }

    String name(String name) {
        var isFolded = database.dialect() == Dialect.H2 && H2Names.isPlain(name);
        return "\"" + (isFolded ? name.toUpperCase(Locale.ROOT) : name).replace("\"", "\"\"") + "\"";
    }

    /** A row of neutral values in each of the tables; what may be NULL and is no plain value, such as a reference, is. */
    public void insert(Collection<Table> tables) {
        tables.forEach(this::insert);
    }

    private void insert(Table table) {
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (var column : table.columns().values()) {
            if (!isReference(table, column) && !column.isAutoIncrement() && column.generatedAs() == null) {
                names.add(name(column.name()));
                values.add(literal(column));
            }
        }
        database.execute(insertion(table, names, values));
    }

    String insertion(Table table, List<String> names, List<String> values) {
        return "insert into " + name(table.name())
                + (names.isEmpty()
                        ? database.dialect().isMySqlFamily() ? " () values ()" : " default values"
                        : " (" + String.join(", ", names) + ") values (" + String.join(", ", values) + ")");
    }

    /** Gives the columns that may be NULL the values that {@link #insert} gives them. */
    public void fill(Schema schema) {
        for (var table : schema.tables()) {
            for (var column : table.columns().values()) {
                if (column.isNullable() && !isReference(table, column) && column.generatedAs() == null) {
                    database.execute("update " + name(table.name()) + " set " + name(column.name()) + " = "
                            + literal(column) + " where " + name(column.name()) + " is null");
                }
            }
        }
    }

    /** Makes those of the columns NULL that are there and may be, and before them what refers to them. */
    public void leaveOut(Schema schema, Table table, List<String> columns) {
        for (var name : columns) {
            var column = table.columns().get(name);
            if (column != null && column.isNullable() && column.generatedAs() == null) {
                refer(
                        schema,
                        key -> key.refersTo(table.name())
                                && key.referencedColumns().contains(name),
                        (key, i) -> "null");
                database.execute("update " + name(table.name()) + " set " + name(name) + " = null");
            }
        }
    }

    /** Gives a column the value that {@code other} has, which it may become, unless the value is computed or counted. */
    public void give(Table table, String name, Column other) {
        var column = table.columns().get(name);
        if (column != null
                && column.generatedAs() == null
                && !column.isAutoIncrement()
                && !isReference(table, column)) {
            database.execute("update " + name(table.name()) + " set " + name(name) + " = " + literal(other));
        }
    }

    private static boolean isReference(Table table, Column column) {
        return table.foreignKeys().values().stream()
                .anyMatch(key -> key.columns().contains(column.name()));
    }

    public boolean isEmpty(Table table) {
        return database.query("select 1 from " + name(table.name())).isEmpty();
    }

    /** Makes the rows refer to each other: a row that nothing refers to could get lost unseen. */
    public void link(Schema schema) {
        refer(
                schema,
                key -> true,
                (key, i) ->
                        "(select k from (select " + name(key.referencedColumns().get(i)) + " as k from "
                                + name(key.referencedTable()) + " limit 1) target)");
    }

    /** Makes no row refer to another. */
    public void unlink(Schema schema) {
        refer(schema, key -> true, (key, i) -> "null");
    }

    private void refer(Schema schema, Predicate<ForeignKey> isMeant, BiFunction<ForeignKey, Integer, String> value) {
        for (var table : schema.tables()) {
            for (var key : table.foreignKeys().values()) {
                for (var i = 0; isMeant.test(key) && i < key.columns().size(); i++) {
                    database.execute("update " + name(table.name()) + " set "
                            + name(key.columns().get(i)) + " = " + value.apply(key, i));
                }
            }
        }
    }

    String literal(Column column) {
        var value = column.defaultValue() instanceof DefaultValue.Literal literal
                ? literal.value()
                : NeutralValue.of(column.type());
        if (value instanceof DefaultValue.Bytes) {
            return "''";
        }
        if (value instanceof OffsetDateTime instant && database.dialect().isMySqlFamily()) {
            return "'" + instant.toLocalDateTime() + "'";
        }
        return value instanceof Number || value instanceof Boolean
                ? value.toString()
                : "'" + value.toString().replace("'", "''") + "'";
    }

    /** The values of each column, by table and column. */
    public Map<String, List<List<String>>> read(Collection<Table> tables) {
        var values = new LinkedHashMap<String, List<List<String>>>();
        for (var table : tables) {
            for (var column : table.columns().keySet()) {
                values.put(
                        table.name() + "." + column,
                        database.query("select " + name(column) + " from " + name(table.name())));
            }
        }
        return values;
    }
}
