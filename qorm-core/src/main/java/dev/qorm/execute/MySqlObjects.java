package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The foreign keys, checks and computed columns of a MariaDB or MySQL that no migration created, and all defaults that
 * read columns.
 */
final class MySqlObjects {
    private static final String KEYS = """
            select k.table_name, k.constraint_name, k.column_name, k.referenced_table_name, k.referenced_column_name,
              k.referenced_table_schema = database(), r.delete_rule = 'SET NULL' or r.update_rule = 'SET NULL'
            from information_schema.key_column_usage k join information_schema.referential_constraints r
              on r.constraint_schema = k.constraint_schema and r.table_name = k.table_name
              and r.constraint_name = k.constraint_name
            where k.table_schema = database() and r.constraint_schema = database()
              and k.referenced_table_name is not null and @@foreign_key_checks = 1
            order by k.table_name, k.constraint_name, k.ordinal_position""";

    private static final String CHECKS_OF_MYSQL = """
            select t.table_name, t.constraint_name, c.check_clause, false
            from information_schema.table_constraints t join information_schema.check_constraints c
              on c.constraint_schema = t.constraint_schema and c.constraint_name = t.constraint_name
            where t.table_schema = database() and c.constraint_schema = database() and t.constraint_type = 'CHECK'
            order by t.table_name, t.constraint_name""";

    /**
     * A check in the definition of a column has the name that the column had when it was created, and is dropped with it.
     * That of a JSON document belongs to its type.
     */
    private static final String CHECKS_OF_MARIADB = """
            select table_name, constraint_name, check_clause, level = 'Column'
            from information_schema.check_constraints where constraint_schema = database()
              and not (level = 'Column' and check_clause regexp '^json_valid[(][`"][^`"]+[`"][)]$')
            order by table_name, constraint_name""";

    private static final String COMPUTED = """
            select table_name, column_name, generation_expression, false
            from information_schema.columns where table_schema = database() and generation_expression <> ''
            order by table_name, ordinal_position""";

    private static final String DEFAULTS = """
            select table_name, column_name, column_default, false
            from information_schema.columns where table_schema = database() and column_default is not null
              and (extra like '%DEFAULT_GENERATED%' or version() like '%MariaDB%')
            order by table_name, ordinal_position""";

    private static final String INDEXES = """
            select table_name, index_name, group_concat(column_name order by seq_in_index separator '\\n')
            from information_schema.statistics where table_schema = database()
            group by table_name, index_name having count(*) = count(column_name) and count(sub_part) = 0""";

    private static final Pattern NAME = Pattern.compile("`((?:[^`]|``)+)`|\"((?:[^\"]|\"\")+)\"");

    private final List<Key> keys;
    private final List<Expression> checks;
    private final List<Expression> computed;
    private final List<Expression> defaults;
    private final Map<String, List<List<String>>> indexes;

    private MySqlObjects(
            List<Key> keys,
            List<Expression> checks,
            List<Expression> computed,
            List<Expression> defaults,
            Map<String, List<List<String>>> indexes) {
        this.keys = keys;
        this.checks = checks;
        this.computed = computed;
        this.defaults = defaults;
        this.indexes = indexes;
    }

    /**
     * A foreign key.
     *
     * @param isInside whether it refers to a table of the same database
     * @param setsNull whether one of its actions sets its columns to NULL
     */
    record Key(
            String table,
            String name,
            List<String> columns,
            String referencedTable,
            List<String> referencedColumns,
            boolean isInside,
            boolean setsNull) {
        boolean isOf(String other) {
            return table.equalsIgnoreCase(other);
        }

        boolean refersTo(String other) {
            return isInside && referencedTable.equalsIgnoreCase(other);
        }

        boolean touches(String other, String column) {
            return (isOf(other) && has(columns, column)) || (refersTo(other) && has(referencedColumns, column));
        }

        boolean setsNull(String other, String column) {
            return setsNull && isOf(other) && has(columns, column);
        }

        /** Returns the columns of a table that need an index because of the key. */
        List<List<String>> columnsIn(String other) {
            return Stream.concat(
                            isOf(other) ? Stream.of(columns) : Stream.of(),
                            refersTo(other) ? Stream.of(referencedColumns) : Stream.of())
                    .toList();
        }

        String text() {
            return "the foreign key " + name + " of " + table + "(" + String.join(", ", columns) + ") to "
                    + referencedTable + "(" + String.join(", ", referencedColumns) + ")";
        }
    }

    /**
     * A check or a computed column, with the columns that it reads.
     *
     * @param isOfColumn whether it is in the definition of a column
     */
    private record Expression(String table, String name, Set<String> reads, boolean isOfColumn) {
        boolean isRead(String other, String column) {
            return table.equalsIgnoreCase(other) && reads.stream().anyMatch(column::equalsIgnoreCase);
        }

        /** Whether it is in the definition of a column that it reads. */
        boolean isOf(String column) {
            return isOfColumn && (reads.size() == 1 || name.equalsIgnoreCase(column));
        }
    }

    /** Returns those that are not in {@code known}, and the defaults. */
    static MySqlObjects unknown(Schema known, Sql sql, Dialect dialect) throws SQLException {
        var rows = new LinkedHashMap<List<String>, Key>();
        sql.query(KEYS, row -> {
            var key = new Key(
                    row.getString(1),
                    row.getString(2),
                    new ArrayList<>(),
                    row.getString(4),
                    new ArrayList<>(),
                    row.getBoolean(6),
                    row.getBoolean(7));
            var same = rows.computeIfAbsent(List.of(key.table, key.name), id -> key);
            same.columns.add(row.getString(3));
            same.referencedColumns.add(row.getString(5));
            return same;
        });
        var keys = rows.values().stream()
                .filter(key -> !isKnown(known, key.table, key.name, Part.FOREIGN_KEY))
                .toList();
        var isMySql = dialect == Dialect.MYSQL;
        var checks = expressions(known, sql, isMySql ? CHECKS_OF_MYSQL : CHECKS_OF_MARIADB, Part.CHECK);
        var computed = expressions(known, sql, COMPUTED, Part.COLUMN);
        var defaults = expressions(Schema.of(List.of()), sql, DEFAULTS, Part.COLUMN).stream()
                .filter(each -> !each.reads.isEmpty())
                .toList();
        var indexes = keys.isEmpty() ? Map.<String, List<List<String>>>of() : indexes(known, sql);
        return new MySqlObjects(keys, checks, computed, defaults, indexes);
    }

    private static List<Expression> expressions(Schema known, Sql sql, String query, Part kind) throws SQLException {
        return sql
                .query(
                        query,
                        row -> new Expression(
                                row.getString(1), row.getString(2), names(row.getString(3)), row.getBoolean(4)))
                .stream()
                .filter(each -> !isKnown(known, each.table, each.name, kind))
                .toList();
    }

    /** Returns the names in an expression of the catalog, which quotes them. */
    private static Set<String> names(String expression) {
        return NAME.matcher(Reader.code(expression))
                .results()
                .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                .collect(Collectors.toSet());
    }

    private static Map<String, List<List<String>>> indexes(Schema known, Sql sql) throws SQLException {
        return sql.query(INDEXES, row -> List.of(row.getString(1), row.getString(2), row.getString(3))).stream()
                .filter(index -> !isKnown(known, index.get(0), index.get(1), Part.INDEX))
                .collect(Collectors.groupingBy(
                        index -> Table.key(index.get(0)),
                        Collectors.mapping(index -> List.of(index.get(2).split("\n")), Collectors.toList())));
    }

    private enum Part {
        FOREIGN_KEY,
        CHECK,
        COLUMN,
        INDEX
    }

    private static boolean isKnown(Schema known, String table, String name, Part kind) {
        var there = known.find(table);
        if (there == null) {
            return false;
        }
        var names = switch (kind) {
            case FOREIGN_KEY -> there.foreignKeys().keySet().stream();
            case CHECK -> there.checks().keySet().stream();
            case COLUMN -> there.columns().keySet().stream();
            case INDEX ->
                Stream.concat(
                        Stream.of("PRIMARY"),
                        there.elements().stream().filter(TableElement::hasIndex).map(TableElement::name));
        };
        return names.anyMatch(name::equalsIgnoreCase);
    }

    boolean isEmpty() {
        return keys.isEmpty() && checks.isEmpty() && computed.isEmpty() && defaults.isEmpty();
    }

    List<Key> keys() {
        return keys;
    }

    /** Returns the checks that read a column. */
    List<String> checks(String table, String column) {
        return checks(table, column, check -> true);
    }

    /** Returns those that are not dropped with the column. */
    List<String> checksThatStay(String table, String column) {
        return checks(table, column, check -> check.reads.size() > 1 && !check.isOf(column));
    }

    private List<String> checks(String table, String column, Predicate<Expression> condition) {
        return checks.stream()
                .filter(check -> check.isRead(table, column) && condition.test(check))
                .map(check -> "the check " + check.name + " of " + check.table)
                .toList();
    }

    /** Returns those that are dropped with the column. */
    List<String> checksThatGo(String table, String column) {
        return checks(table, column, check -> check.reads.size() == 1 || check.isOf(column));
    }

    /** Returns those in the definition of the column. */
    List<String> checksOf(String table, String column) {
        return checks(table, column, check -> check.isOf(column));
    }

    /** Returns the computed columns that read a column. */
    List<String> computed(String table, String column) {
        return computed.stream()
                .filter(each -> each.isRead(table, column))
                .map(each -> "the computed column " + each.name + " of " + each.table)
                .toList();
    }

    /** Returns the defaults that read a column, except those of some columns. */
    List<String> defaults(String table, String column, Predicate<String> isExcepted) {
        return defaults.stream()
                .filter(each -> each.isRead(table, column) && !isExcepted.test(each.name))
                .map(each -> "the default of " + each.name + " of " + each.table)
                .toList();
    }

    /** Returns the columns of each index of a table that no migration knows. */
    Stream<List<String>> indexes(String table) {
        return indexes.getOrDefault(Table.key(table), List.of()).stream();
    }

    /** Whether an index over {@code indexed} serves a key over {@code columns}. */
    static boolean begins(List<String> indexed, List<String> columns) {
        return indexed.size() >= columns.size()
                && Stream.iterate(0, i -> i < columns.size(), i -> i + 1)
                        .allMatch(i -> indexed.get(i).equalsIgnoreCase(columns.get(i)));
    }

    private static boolean has(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }
}
