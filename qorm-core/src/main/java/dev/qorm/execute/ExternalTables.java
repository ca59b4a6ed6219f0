package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ForeignKey;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The external tables that the new foreign keys of a migration refer to. Somebody else creates them. SQLite would accept
 * a key to a table that does not exist, and then refuse each row; a database that commits each statement would stop in
 * the middle.
 */
final class ExternalTables implements Obstruction {
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
        for (var operation : run.operations()) {
            if (operation instanceof HandmadeOperation made && made.runsOn(dialect.urlName())) {
                break;
            }
            for (var key : added(operation)) {
                var problem = key.isExternal() ? problem(key) : null;
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
        return "its foreign keys refer to external tables, and this database does not have the keys there";
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

    /** Returns what is wrong with the columns that {@code key} refers to, or null. */
    private @Nullable String problem(ForeignKey key) throws SQLException {
        try (var statement = sql.connection().createStatement();
                var rows = statement.executeQuery(dialect.renderer().renderLookup(key))) {
            return dialect.hasTransactionalDdl() || isKey(rows.getMetaData()) ? null : " is no key of its table";
        } catch (SQLException e) {
            // Otherwise, the user may lack the privilege to read it.
            return AlreadyDone.saysMissing(dialect, e) ? " does not exist" : null;
        } finally {
            sql.endReading();
        }
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
