package dev.qorm.dialect;

import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes that MySQL and MariaDB want beside those of the model: each foreign key and each counted column needs one
 * that begins with its columns. Left alone, the server makes one for a foreign key, keeps it when the key goes, and lets
 * go of it when another one comes; so qorm makes them, by this rule and by name.
 */
public final class MySqlIndexes {
    /** A table has at most one counted column, and names of indexes are a table's own. */
    private static final String COUNTER = "qorm_counter";

    private MySqlIndexes() {}

    /** The indexes that {@code table} has beside its own: those that nothing of its own can stand in for. */
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

    /** Whether an index of this name, in the table that has {@code keys}, is not the model's but was made for the server. */
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
                .filter(part -> !(part instanceof ForeignKey) && isAscending(part))
                .map(TableElement::columnNames)
                .anyMatch(indexed -> begins(indexed, columns));
    }

    static boolean begins(List<String> indexed, List<String> columns) {
        return indexed.size() >= columns.size()
                && indexed.subList(0, columns.size()).equals(columns);
    }

    private static boolean isAscending(TableElement part) {
        return !(part instanceof Index index) || index.columns().stream().noneMatch(IndexColumn::isDescending);
    }
}
