package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.MySqlIndexes;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index of MariaDB or MySQL that no migration knows. Names are not case-sensitive.
 *
 * @param table the name of its table
 * @param kind as the catalog calls it: {@code BTREE}, {@code FULLTEXT} or {@code SPATIAL}
 * @param parts its columns and, on MySQL, expressions, in which the names of columns are in backquotes
 */
record UnknownIndex(String table, String name, String kind, boolean isUnique, List<Part> parts) {
    private static final String QUERY = """
            select table_name, index_name, index_type, non_unique, column_name, sub_part, %s
            from information_schema.statistics where table_schema = database()
            order by index_name, table_name, seq_in_index""";

    /**
     * A column or an expression.
     *
     * @param isPrefix whether only a prefix of its values is in the index
     */
    record Part(String text, boolean isExpression, boolean isPrefix) {}

    /** Returns those of the tables of {@code known} that are not in it, sorted by name. */
    static List<UnknownIndex> read(Schema known, Sql sql, Dialect dialect) throws SQLException {
        Map<List<String>, UnknownIndex> found = new LinkedHashMap<>();
        sql.query(QUERY.formatted(dialect == Dialect.MYSQL ? "expression" : "null"), row -> {
            var index = new UnknownIndex(
                    row.getString(1), row.getString(2), row.getString(3), !row.getBoolean(4), new ArrayList<>());
            var column = row.getString(5);
            var isExpression = column == null;
            return found.computeIfAbsent(List.of(index.table, index.name), id -> index)
                    .parts
                    .add(new Part(isExpression ? row.getString(7) : column, isExpression, row.getString(6) != null));
        });
        sql.endReading();
        return found.values().stream()
                .filter(index -> index.isUnknownTo(known.find(index.table)))
                .toList();
    }

    private boolean isUnknownTo(@Nullable Table table) {
        if (table == null) {
            return false;
        }
        if (isPrimaryKey()) {
            return table.primaryKey() == null;
        }
        var columns = parts.stream().map(Part::text).toList();
        return !MySqlIndexes.isImplied(
                        name, columns, List.copyOf(table.foreignKeys().values()))
                && table.elements().stream()
                        .filter(TableElement::hasIndex)
                        .noneMatch(part -> part.name().equalsIgnoreCase(name));
    }

    boolean isPrimaryKey() {
        return name.equals("PRIMARY");
    }

    boolean isOf(String other) {
        return table.equalsIgnoreCase(other);
    }

    boolean isOver(String column) {
        return parts.stream().anyMatch(part -> !part.isExpression && part.text.equalsIgnoreCase(column));
    }

    /** Whether all values of the column are in the index as a whole. */
    boolean isOverWhole(String column) {
        return parts.stream()
                .anyMatch(part -> !part.isExpression && !part.isPrefix && part.text.equalsIgnoreCase(column));
    }

    /** Whether an expression reads the column. */
    boolean reads(String column) {
        var quoted = "`" + column.replace("`", "``").toLowerCase(Locale.ROOT) + "`";
        return parts.stream()
                .anyMatch(part ->
                        part.isExpression && part.text.toLowerCase(Locale.ROOT).contains(quoted));
    }

    /** Whether a model could not have it. */
    boolean isOdd() {
        return !kind.equals("BTREE") || parts.stream().anyMatch(Part::isPrefix);
    }

    /** Returns it for the user. */
    String text() {
        var what = isPrimaryKey()
                ? "primary key"
                : switch (kind) {
                            case "FULLTEXT" -> "full-text index ";
                            case "SPATIAL" -> "spatial index ";
                            default -> isUnique ? "unique index " : "index ";
                        }
                        + name;
        return "the " + what + " of " + table + "("
                + String.join(", ", parts.stream().map(Part::text).toList()) + ")";
    }
}
