package dev.qorm.dialect;

import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes that MySQL and MariaDB need in addition to those of the model: each foreign key and each auto-increment
 * column needs one that begins with its columns. By default, the server creates one for a foreign key, keeps it when
 * the key is dropped, and drops it when another one is added; so qorm creates them, by this rule and with a name.
 */
public final class MySqlIndexes {
    /** A table has at most one auto-increment column, and names of indexes are unique only within a table. */
    private static final String COUNTER = "qorm_counter";

    private MySqlIndexes() {}

    /** Returns the indexes that {@code table} has in addition to its own: those that none of its own can replace. */
    static List<Index> implied(Table table) {
        var indexes = new ArrayList<Index>();
        for (var key : table.foreignKeys().values()) {
            if (!hasIndexOver(table, key.columns())) {
                indexes.add(index(key.name(), key.columns()));
            }
        }
        for (var column : table.columns().values()) {
            if (column.isAutoIncrement() && !hasIndexOver(table, List.of(column.name()))) {
                indexes.add(index(COUNTER, List.of(column.name())));
            }
        }
        return indexes;
    }

    /**
     * Whether an index with this name, in the table that has {@code keys}, is not the model's but was created for the
     * server.
     */
    public static boolean isImplied(String index, List<String> columns, List<ForeignKey> keys) {
        return index.equals(COUNTER)
                || keys.stream()
                        .anyMatch(
                                key -> key.name().equals(index) && key.columns().equals(columns));
    }

    private static Index index(String name, List<String> columns) {
        return new Index(name, columns.stream().map(IndexColumn::asc).toList(), false, null);
    }

    private static boolean hasIndexOver(Table table, List<String> columns) {
        return table.elements().stream()
                .filter(part -> !(part instanceof ForeignKey) && serves(part))
                .map(TableElement::columnNames)
                .anyMatch(indexed -> begins(indexed, columns));
    }

    static boolean begins(List<String> indexed, List<String> columns) {
        return indexed.size() >= columns.size()
                && indexed.subList(0, columns.size()).equals(columns);
    }

    /** An index with a descending column or an expression does not count, although the server may use it. */
    private static boolean serves(TableElement part) {
        return !(part instanceof Index index)
                || index.columns().stream().noneMatch(column -> column.isDescending() || column.isExpression());
    }
}
