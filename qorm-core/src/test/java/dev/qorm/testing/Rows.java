package dev.qorm.testing;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.H2Names;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.NeutralValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts a row into each table of a schema and reads it back. */
public final class Rows {
    private final TestDatabase database;

    public Rows(TestDatabase database) {
        this.database = database;
    }

    /** In the case that H2 has for names that are not quoted. */
    String name(String name) {
        return database.dialect() == Dialect.H2 && H2Names.isPlain(name) ? name : SqlText.quoted(name);
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

    /** Makes no row refer to another, and that where nothing refers to it first. */
    public void unlink(Schema schema) {
        var unlinked = new HashSet<String>();
        schema.tables()
                .forEach(table -> table.foreignKeys().values().stream()
                        .flatMap(key -> key.columns().stream())
                        .forEach(column -> unlink(schema, table, column, unlinked)));
    }

    private void unlink(Schema schema, Table table, String column, Set<String> unlinked) {
        if (isReference(table, table.column(column)) && unlinked.add(table.name() + "." + column)) {
            schema.referencesTo(table.name(), column)
                    .forEach(reference -> reference
                            .key()
                            .columns()
                            .forEach(other -> unlink(schema, reference.table(), other, unlinked)));
            database.execute("update " + name(table.name()) + " set " + name(column) + " = null");
        }
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

    /** None that a column gets by itself: that such a value is there again would tell nothing. */
    private static @Nullable Object value(ColumnType type) {
        var text = "it's \"Ü\\";
        if (type instanceof ColumnType.Varchar varchar) {
            return text.substring(0, Math.min(text.length(), varchar.length()));
        }
        if (type instanceof ColumnType.Char character) {
            return text.substring(0, Math.min(3, character.length()));
        }
        if (type instanceof ColumnType.Enumeration enumeration) {
            return enumeration.values().contains("GREEN")
                    ? "GREEN"
                    : enumeration.values().get(0);
        }
        if (type instanceof ColumnType.Bool) {
            return true;
        }
        if (ColumnTypes.isInteger(type)) {
            return 1;
        }
        if (type instanceof ColumnType.Decimal
                || type instanceof ColumnType.DoublePrecision
                || type instanceof ColumnType.Real) {
            return 1.5;
        }
        if (type instanceof ColumnType.Date) {
            return LocalDate.of(2024, 2, 29);
        }
        if (type instanceof ColumnType.Time) {
            return LocalTime.of(23, 59, 58);
        }
        if (type instanceof ColumnType.Timestamp) {
            return "2024-02-29 23:59:58";
        }
        if (type instanceof ColumnType.Uuid) {
            return new UUID(1, 2);
        }
        if (type instanceof ColumnType.Json) {
            return "{\"a\": \"it's\"}";
        }
        return type instanceof ColumnType.Text ? text : NeutralValue.of(type);
    }

    String literal(Column column) {
        var value = Objects.requireNonNull(value(column.type()));
        if (value instanceof DefaultValue.Bytes) {
            return switch (database.dialect()) {
                case POSTGRESQL -> "'\\x01ff'";
                case H2, SQLITE, MARIADB, MYSQL -> "x'01ff'";
            };
        }
        if (value instanceof OffsetDateTime instant && database.dialect().isMySqlFamily()) {
            return "'" + instant.toLocalDateTime() + "'";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        var text = value.toString().replace("'", "''");
        return "'" + (database.dialect().isMySqlFamily() ? text.replace("\\", "\\\\") : text) + "'";
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
