package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeFamily;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Indexes of MariaDB and MySQL that no migration knows, and that are in the way when a column is dropped, renamed or
 * changed. MariaDB refuses to drop a column of a unique index over several columns, and MySQL keeps the index over fewer
 * columns, in which rows may be duplicates. A column that an index over an expression reads can neither be dropped nor
 * renamed on MySQL ("ALTER TABLE", "CREATE INDEX" in their manuals), and when it changes its type, the index keeps the
 * type that the expression had, and refuses what does not fit into it. A spatial index is only over geometries that are
 * NOT NULL, a full-text one only over texts, and one of MySQL over a large object only over a prefix of it. Without this
 * check, earlier statements of the migration would already be done.
 */
final class UnknownKeys implements Obstruction {
    private static final String UNIQUE = """
            select table_name, index_name, group_concat(column_name order by seq_in_index separator ', ')
            from information_schema.statistics where table_schema = database() and non_unique = 0
            group by table_name, index_name having count(*) > 1
              and sum(table_name = ? and column_name = ?) > 0
            order by index_name""";

    /** On MySQL, whose catalog has the names of columns in backquotes there. */
    private static final String OVER_EXPRESSION = """
            select table_name, index_name, expression
            from information_schema.statistics where table_schema = database()
              and table_name = ? and instr(expression, concat('`', replace(?, '`', '``'), '`')) > 0
            order by index_name""";

    /** Those of one kind. */
    private static final String OF_KIND = """
            select table_name, index_name, group_concat(column_name order by seq_in_index separator ', ')
            from information_schema.statistics where table_schema = database() and index_type = '%s'
            group by table_name, index_name
            having sum(table_name = ? and column_name = ? and (index_type <> 'BTREE' or sub_part is null)) > 0
            order by index_name""";

    private final Sql sql;
    private final Dialect dialect;

    UnknownKeys(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Returns a line for each column. Empty if the migration contains SQL of the user, which may drop them. */
    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var operations = run.operations();
        if (!dialect.isMySqlFamily() || HandmadeOperation.areIn(operations, dialect.urlName())) {
            return List.of();
        }
        var isInTheWay = operations.stream()
                .anyMatch(operation -> operation instanceof DropColumn
                        || (operation instanceof AlterColumn alter
                                && !refusing(alter).isEmpty())
                        || (dialect == Dialect.MYSQL && (operation instanceof RenameColumn || changesType(operation))));
        if (!isInTheWay) {
            return List.of();
        }
        var names = new EarlierNames();
        var found = new ArrayList<String>();
        for (var operation : operations) {
            if (operation instanceof RenameColumn rename) {
                var column = names.column(rename.table(), rename.from());
                add(found, rename, unknown(run.before().find(names.table(rename.table())), column, false));
            } else if (operation instanceof DropColumn drop) {
                var column = names.column(drop.table(), drop.column().name());
                add(found, drop, unknown(run.before().find(names.table(drop.table())), column, true));
            } else if (operation instanceof AlterColumn alter) {
                var column = names.column(alter.table(), alter.from().name());
                var table = run.before().find(names.table(alter.table()));
                for (var kind : refusing(alter)) {
                    if (table != null) {
                        add(found, alter, unknown(kind.words, OF_KIND.formatted(kind), table, column));
                    }
                }
                if (changesType(alter)) {
                    add(found, alter, unknown(table, column, false));
                }
            }
            names.after(operation);
        }
        sql.endReading();
        return found;
    }

    @Override
    public String reason() {
        return "it drops, renames or changes columns of indexes that no migration created, and " + dialect.displayName()
                + " would refuse that, leave the indexes with fewer columns, or keep the old type in them";
    }

    @Override
    public String remedy() {
        return "Drop them in the migration, with runSql(\"drop index …\").reversedBy(\"create index …\"), or by hand.";
    }

    /** The kinds of indexes as the catalog calls them. */
    private enum Kind {
        SPATIAL("the spatial index "),
        FULLTEXT("the full-text index "),
        BTREE("the index ");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Returns the kinds of indexes that refuse a change of a column that they are over. */
    private List<Kind> refusing(AlterColumn alter) {
        var from = alter.from();
        var to = alter.to();
        if (from.type() instanceof ColumnType.Native) {
            return to.isNullable() != from.isNullable() || !(to.type() instanceof ColumnType.Native)
                    ? List.of(Kind.SPATIAL)
                    : List.of();
        }
        var isMySql = dialect == Dialect.MYSQL;
        if (TypeFamily.of(from.type()) == TypeFamily.of(to.type())) {
            var becomesLarge = to.type() instanceof ColumnType.Text || to.type() instanceof ColumnType.Blob;
            return isMySql && becomesLarge ? List.of(Kind.BTREE) : List.of();
        }
        var isStoredAsText = isMySql && to.type() instanceof ColumnType.Uuid;
        return TypeFamily.of(from.type()) == TypeFamily.TEXT && !isStoredAsText ? List.of(Kind.FULLTEXT) : List.of();
    }

    private boolean changesType(Operation operation) {
        return operation instanceof AlterColumn alter
                && (!alter.from().type().equals(alter.to().type()) || dialect.changesCollation(alter));
    }

    private static void add(List<String> found, Operation operation, List<String> indexes) {
        if (!indexes.isEmpty()) {
            found.add("'" + operation.describe() + "': " + String.join(", ", indexes));
        }
    }

    private List<String> unknown(@Nullable Table table, String column, boolean isDropped) throws SQLException {
        if (table == null) {
            return List.of();
        }
        var found = new ArrayList<String>();
        if (isDropped) {
            found.addAll(unknown("the unique index ", UNIQUE, table, column));
        }
        if (dialect == Dialect.MYSQL) {
            found.addAll(unknown("the index ", OVER_EXPRESSION, table, column));
        }
        return found;
    }

    private List<String> unknown(String kind, String query, Table table, String column) throws SQLException {
        var known = table.elements().stream()
                .map(element -> element.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return sql
                .query(
                        query,
                        row -> List.of(
                                row.getString(2),
                                kind + row.getString(2) + " of " + row.getString(1) + "(" + row.getString(3) + ")"),
                        table.name(),
                        column)
                .stream()
                .filter(index -> !index.get(0).equals("PRIMARY")
                        && !known.contains(index.get(0).toLowerCase(Locale.ROOT)))
                .map(index -> index.get(1))
                .toList();
    }
}
