package dev.qorm.dialect;

import dev.qorm.operation.KnownValues;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns that probes read, in SQL: with the names that they have before a migration, and compared as they will be.
 *
 * @param before the schema before the migration
 * @param known what the operations so far tell about rows
 * @param given the values that they give to rows
 */
record ProbedColumns(Notation notation, Schema before, KnownValues known, GivenValues given) {
    private static final String PARENT = "parent.";

    /** Returns the table as it was before the migration, or null if it did not exist. */
    @Nullable
    Table before(String table) {
        var name = known.tableBefore(table);
        return name == null ? null : before.find(name);
    }

    /** Returns the name that the table had before the migration, or null if it did not exist. */
    @Nullable
    String nameBefore(String table) {
        var before = before(table);
        return before == null ? null : before.name();
    }

    /** Returns the columns, or null if the values of one of them are not known. */
    @Nullable
    List<String> of(Table table, List<String> columns) {
        return of(table, columns, "");
    }

    private @Nullable List<String> of(Table table, List<String> columns, String prefix) {
        var names = new ArrayList<String>();
        for (var column : columns) {
            var name = known.columnBefore(table.name(), column);
            // Each row would be compared with each row of the other table, as no index has the values.
            var isJoined = prefix.equals(PARENT);
            var value = name != null
                    ? compared(prefix, name, table, column)
                    : isJoined ? null : given.of(table.name(), column, prefix);
            if (value == null) {
                return null;
            }
            names.add(value);
        }
        return names;
    }

    /**
     * @param name the name that the column had before
     * @param column the name that it has now
     */
    private String compared(String prefix, String name, Table table, String column) {
        var there = before(table.name());
        var value = prefix + notation.quoted(name);
        return there == null ? value : notation.compared(value, there.column(name), table.column(column));
    }

    /**
     * Returns the values of the rows of the table {@code child}, or null if those of one of the columns are not known.
     */
    @Nullable
    List<String> ofChild(Table table, List<String> columns) {
        var values = new ArrayList<String>();
        for (var column : columns) {
            var name = known.columnBefore(table.name(), column);
            var same = known.valueOfAll(table.name(), column);
            var value =
                    name == null ? given.of(table.name(), column, "child.") : compared("child.", name, table, column);
            if (value == null && same == null) {
                return null;
            }
            values.add(value != null ? value : notation.sql(table.column(column).type(), Objects.requireNonNull(same)));
        }
        return values;
    }

    /**
     * Returns the columns of the table {@code parent} that a key refers to, or null if their values are not known.
     *
     * @param schema the schema in which the key exists
     */
    @Nullable
    List<String> ofParent(ForeignKey key, Schema schema) {
        return key.isExternal()
                ? key.referencedColumns().stream()
                        .map(column -> PARENT + notation.quoted(column))
                        .toList()
                : of(schema.table(key.referencedTable()), key.referencedColumns(), PARENT);
    }

    /**
     * Returns the rows of a table as they will be, for an expression over some of its columns; null if the values of
     * one of them are not known.
     *
     * @param check the expression if it is that of a check, or null
     */
    @Nullable
    String rows(Table table, Predicate<String> isRead, @Nullable String check) {
        var before = before(table.name());
        if (before == null) {
            return null;
        }
        var values = new LinkedHashMap<String, String>();
        for (var column : table.columns().values()) {
            var name = column.name();
            if (!isRead.test(name)) {
                continue;
            }
            var nameBefore = known.columnBefore(table.name(), name);
            var same = known.valueOfAll(table.name(), name);
            var inCheck = check == null ? null : given.inCheck(table.name(), name, check);
            if (nameBefore != null) {
                if (!GivenValues.isReadAlike(before.column(nameBefore), column)) {
                    return null;
                }
                var read = notation.quoted(nameBefore);
                var value = notation.compared(read, before.column(nameBefore), column);
                if (!name.equals(nameBefore) || !value.equals(read)) {
                    values.put(name, value);
                }
                continue;
            }
            var value = same != null
                    ? notation.stored(table.name(), column, same)
                    : known.areEmpty(table.name(), List.of(name)) ? "null" : inCheck;
            if (value == null) {
                return null;
            }
            values.put(name, value);
        }
        var rows = notation.quoted(before.name());
        if (values.isEmpty()) {
            return rows;
        }
        var all = Stream.concat(
                before.columns().keySet().stream()
                        // One of which only the letter case changes has both names on most databases.
                        .filter(name -> values.keySet().stream().noneMatch(name::equalsIgnoreCase))
                        .map(notation::quoted),
                values.entrySet().stream().map(value -> value.getValue() + " as " + notation.quoted(value.getKey())));
        return "(select " + all.collect(Collectors.joining(", ")) + " from " + rows + ") candidate";
    }

    static String notNull(List<String> columns) {
        return columns.stream().map(column -> column + " is not null").collect(Collectors.joining(" and "));
    }
}
