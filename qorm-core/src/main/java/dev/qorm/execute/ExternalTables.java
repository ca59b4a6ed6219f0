package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.TypeNames;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The external tables that the new foreign keys of a migration refer to. Somebody else creates them. SQLite would accept
 * a key to a table that does not exist, and then refuse each row; a database that commits each statement would stop in
 * the middle.
 */
final class ExternalTables implements Obstruction {
    private static final Map<Class<? extends ColumnType>, Integer> INTEGERS = Map.of(
            ColumnType.SmallInt.class, Types.SMALLINT,
            ColumnType.Int.class, Types.INTEGER,
            ColumnType.BigInt.class, Types.BIGINT);

    private final Sql sql;
    private final Dialect dialect;

    ExternalTables(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Returns a line for each key. Empty from the first SQL of the user on, which may create the tables. */
    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var found = new ArrayList<String>();
        var earlier = new ArrayList<Operation>();
        for (var operation : run.operations()) {
            earlier.add(operation);
            if (operation instanceof HandmadeOperation made && made.runsOn(dialect.urlName())) {
                break;
            }
            for (var key : added(operation)) {
                var problem = key.isExternal() ? problem(key, () -> types(run, earlier, operation, key)) : null;
                if (problem != null) {
                    found.add("'" + operation.describe() + "': " + key.referencedTable() + "("
                            + String.join(", ", key.referencedColumns()) + ")" + problem);
                }
            }
        }
        return found;
    }

    @Override
    public String reason() {
        return "its foreign keys refer to external tables, and this database does not have such keys there";
    }

    @Override
    public String remedy() {
        return "Create them first, because no migration does; or correct the models that say external().";
    }

    private static Collection<ForeignKey> added(Operation operation) {
        if (operation instanceof CreateTable create) {
            return create.table().foreignKeys().values();
        }
        return operation instanceof AddForeignKey add ? List.of(add.key()) : List.of();
    }

    /** Returns the types of the columns of a key that {@code operation} adds. */
    private static List<ColumnType> types(Run run, List<Operation> earlier, Operation operation, ForeignKey key) {
        var table = operation instanceof CreateTable create
                ? create.table()
                : Operation.replay(run.before(), earlier).table(((AddForeignKey) operation).table());
        return key.columns().stream().map(column -> table.column(column).type()).toList();
    }

    /**
     * Returns what is wrong with the columns that {@code key} refers to, or null.
     *
     * @param types those of the key's own columns
     */
    private @Nullable String problem(ForeignKey key, Supplier<List<ColumnType>> types) throws SQLException {
        try (var statement = sql.connection().createStatement();
                var rows = statement.executeQuery(
                        dialect.renderer().renderLookup(key.referencedTable(), key.referencedColumns()))) {
            if (dialect.hasTransactionalDdl()) {
                return null;
            }
            var columns = rows.getMetaData();
            var otherType = dialect.isMySqlFamily() ? otherType(types.get(), columns) : null;
            return otherType != null ? otherType : isKey(columns) ? null : " is no key of its table";
        } catch (SQLException e) {
            // Otherwise, the user may lack the privilege to read it.
            return AlreadyDone.saysMissing(dialect, e) ? " does not exist" : null;
        } finally {
            sql.endReading();
        }
    }

    /**
     * Returns what is wrong with the types of the columns, or null. The two sizes and signs of integers have to be the same
     * (MySQL 8.0 manual, "FOREIGN KEY Constraints"); of other types, the server allows more than is known here.
     */
    private static @Nullable String otherType(List<ColumnType> own, ResultSetMetaData columns) throws SQLException {
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            var type = own.get(i - 1);
            var wanted = INTEGERS.get(type.getClass());
            var found = columns.isSigned(i) ? columns.getColumnType(i) : Types.OTHER;
            var isOther = wanted == null ? INTEGERS.containsValue(found) : wanted != found;
            if (isOther && !(type instanceof ColumnType.Native)) {
                return " is " + columns.getColumnTypeName(i).toLowerCase(Locale.ROOT)
                        + ", and the column that would refer" + " to it " + TypeNames.of(type);
            }
        }
        return null;
    }

    /** Whether the columns have a primary key or a unique constraint. */
    private boolean isKey(ResultSetMetaData columns) throws SQLException {
        var wanted = new HashSet<String>();
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            wanted.add(columns.getColumnName(i));
        }
        var schema = columns.getSchemaName(1); // empty on MariaDB and MySQL
        var indexes = new HashMap<String, Set<String>>();
        try (var rows = sql.connection()
                .getMetaData()
                .getIndexInfo(
                        columns.getCatalogName(1),
                        schema.isEmpty() ? null : schema,
                        columns.getTableName(1),
                        true,
                        true)) {
            while (rows.next()) {
                indexes.computeIfAbsent(rows.getString("INDEX_NAME"), name -> new HashSet<>())
                        .add(rows.getString("COLUMN_NAME"));
            }
        }
        return indexes.containsValue(wanted);
    }
}
