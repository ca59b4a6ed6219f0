package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.SpecialTables.Special;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Schema;
import dev.qorm.schema.TypeFamily;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes of tables that somebody partitioned on MariaDB or MySQL. A unique key must contain all columns that the
 * partitions are made by, and these columns cannot be dropped, cannot be renamed on MySQL, and can have only some
 * types ("Restrictions and Limitations on Partitioning" in the manuals). The server would say so when earlier statements
 * of the migration are done.
 */
final class PartitionedTables implements Obstruction {
    /** The end of a row's life, which MariaDB adds to each unique key itself, is left out. */
    private static final String QUERY = """
            select distinct table_name, partition_method, concat_ws(' ',
              if(partition_method = 'SYSTEM_TIME', null, partition_expression), subpartition_expression)
            from information_schema.partitions where table_schema = database() and partition_method is not null""";

    /** MariaDB quotes it as the session does. */
    private static final Pattern NAME = Pattern.compile("([`\"])((?:(?!\\1).|\\1\\1)+)\\1");

    private final SpecialTables tables;
    private final Sql sql;
    private final Dialect dialect;

    PartitionedTables(SpecialTables tables, Sql sql, Dialect dialect) {
        this.tables = tables;
        this.sql = sql;
        this.dialect = dialect;
    }

    /**
     * How a table is partitioned.
     *
     * @param method for example {@code RANGE} or {@code LINEAR KEY}
     * @param expression in which the catalog quotes all columns
     * @param isByPrimaryKey whether that is the primary key, whichever it is
     */
    private record Partitioning(String method, String expression, boolean isByPrimaryKey) {
        /** Returns it for a table of {@code before}; without an expression, a key is the primary key. */
        static Partitioning of(String table, String method, String expression, Schema before) {
            var known = before.find(table);
            var key = known == null ? null : known.primaryKey();
            return method.endsWith("KEY") && expression.isEmpty() && key != null
                    ? new Partitioning(method, "`" + String.join("`,`", key.columns()) + "`", true)
                    : new Partitioning(method, expression, false);
        }

        /** Returns the names of its columns, which are not case-sensitive, in lower case. */
        TreeSet<String> columns() {
            var columns = new TreeSet<String>();
            var names = NAME.matcher(expression);
            while (names.find()) {
                var quote = names.group(1);
                columns.add(names.group(2).replace(quote + quote, quote).toLowerCase(Locale.ROOT));
            }
            return columns;
        }

        boolean reads(String column) {
            return columns().contains(column.toLowerCase(Locale.ROOT));
        }

        /** Whether the server refuses it over a column of another type; only what it always refuses. */
        boolean isRefusedOver(ColumnType from, ColumnType to) {
            if (to instanceof ColumnType.Text || to instanceof ColumnType.Blob || to instanceof ColumnType.Json) {
                return true;
            }
            var isUnknown = from instanceof ColumnType.Native || to instanceof ColumnType.Native;
            if (isUnknown || method.endsWith("KEY")) {
                return false;
            }
            var becomesFraction = TypeFamily.of(to) == TypeFamily.FRACTION;
            var wasNumber = TypeFamily.of(from).kind() == TypeFamily.INTEGER;
            var isNumber = TypeFamily.of(to).kind() == TypeFamily.INTEGER;
            return wasNumber != isNumber || (becomesFraction && !expression.contains("("));
        }
    }

    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var isAsked = tables.before(run).stream().anyMatch(Special::isPartitioned)
                && run.operations().stream().anyMatch(PartitionedTables::mayBeRefused);
        if (!isAsked) {
            return List.of();
        }
        var partitionings = read(run.before());
        var found = new ArrayList<String>();
        var names = new EarlierNames();
        for (var operation : run.operations()) {
            if (operation instanceof TableOperation change) {
                var table = names.table(change.table());
                var partitioning = partitionings.get(table.toLowerCase(Locale.ROOT));
                var reason = partitioning == null ? null : reason(change, partitioning, names);
                if (reason != null) {
                    found.add("'" + operation.describe() + "': the partitions of " + table + " are made by " + reason);
                }
            }
            names.after(operation);
        }
        return found;
    }

    private Map<String, Partitioning> read(Schema before) throws SQLException {
        var found = new HashMap<String, Partitioning>();
        sql.query(
                QUERY,
                row -> found.put(
                        row.getString(1).toLowerCase(Locale.ROOT),
                        Partitioning.of(row.getString(1), row.getString(2), row.getString(3), before)));
        sql.endReading();
        return found;
    }

    private static boolean mayBeRefused(Operation operation) {
        return key(operation) != null
                || operation instanceof DropColumn
                || operation instanceof RenameColumn
                || operation instanceof AlterColumn;
    }

    /** Returns the columns of the unique key that an operation adds, or null if it adds none. */
    private static @Nullable List<String> key(Operation operation) {
        if (operation instanceof AddUnique add) {
            return add.unique().columns();
        }
        if (operation instanceof AddPrimaryKey add) {
            return add.key().columns();
        }
        return operation instanceof CreateIndex create && create.index().isUnique()
                ? create.index().columnNames()
                : null;
    }

    /** Returns what the partitions are made by if the server would refuse the operation because of that, or null. */
    private @Nullable String reason(TableOperation operation, Partitioning partitioning, EarlierNames names) {
        var columns = String.join(", ", partitioning.columns());
        var key = key(operation);
        if (partitioning.isByPrimaryKey && (key == null || operation instanceof AddPrimaryKey)) {
            return null; // another key makes other partitions
        }
        if (key != null) {
            var missing = partitioning.columns();
            key.forEach(column ->
                    missing.remove(names.column(operation.table(), column).toLowerCase(Locale.ROOT)));
            return missing.isEmpty() ? null : columns + ", which a unique key must contain";
        }
        var column = changed(operation);
        if (column == null || !partitioning.reads(names.column(operation.table(), column))) {
            return null;
        }
        return operation instanceof AlterColumn alter
                        && !partitioning.isRefusedOver(
                                alter.from().type(), alter.to().type())
                ? null
                : columns;
    }

    /** Returns the column that an operation drops, changes or, if the server does not follow that, renames. */
    private @Nullable String changed(TableOperation operation) {
        if (operation instanceof DropColumn drop) {
            return drop.column().name();
        }
        if (operation instanceof RenameColumn rename) {
            return dialect == Dialect.MYSQL ? rename.from() : null;
        }
        return operation instanceof AlterColumn alter
                        && !alter.from().type().equals(alter.to().type())
                ? alter.from().name()
                : null;
    }

    @Override
    public String reason() {
        return "it changes partitioned tables as " + dialect.displayName() + " does not allow";
    }

    @Override
    public String remedy() {
        return "Remove the partitions in the migration, with runSql(\"alter table … remove partitioning\"), and make them"
                + " again after the change; or do both by hand.";
    }
}
