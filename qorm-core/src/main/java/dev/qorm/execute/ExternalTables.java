package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ForeignKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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
                if (key.isExternal() && !isThere(key)) {
                    found.add("'" + operation.describe() + "': " + key.referencedTable() + "("
                            + String.join(", ", key.referencedColumns()) + ")");
                }
            }
        }
        return found;
    }

    @Override
    public String reason() {
        return "its foreign keys refer to external tables that this database does not have";
    }

    @Override
    public String remedy() {
        return "They have to exist before, since no migration creates them; or correct the models that say external().";
    }

    private static Collection<ForeignKey> added(Operation operation) {
        if (operation instanceof CreateTable create) {
            return create.table().foreignKeys().values();
        }
        return operation instanceof AddForeignKey add ? List.of(add.key()) : List.of();
    }

    private boolean isThere(ForeignKey key) throws SQLException {
        try {
            sql.query(dialect.renderer().renderLookup(key), row -> row);
            return true;
        } catch (SQLException e) {
            return !AlreadyDone.saysMissing(dialect, e); // the user may lack the privilege to read it
        } finally {
            if (!sql.connection().getAutoCommit()) {
                sql.connection().rollback(); // so that the server keeps no transaction open for what was read
            }
        }
    }
}
