package dev.qorm.execute;

import dev.qorm.execute.SpecialTables.Special;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of tables whose history MariaDB keeps. Unless the session allows it, the server refuses to change their
 * columns and keys ("System-Versioned Tables" in its manual), and earlier statements of the migration would be done.
 */
final class VersionedTables implements Obstruction {
    private static final String SETTING = "system_versioning_alter_history";

    private final SpecialTables tables;
    private final Sql sql;

    VersionedTables(SpecialTables tables, Sql sql) {
        this.tables = tables;
        this.sql = sql;
    }

    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var versioned = tables.before(run).stream().filter(Special::isVersioned).toList();
        var found = new ArrayList<String>();
        var names = new EarlierNames();
        for (var operation : versioned.isEmpty() ? List.<Operation>of() : run.operations()) {
            if (operation instanceof TableOperation change && changesHistory(change)) {
                var table = SpecialTables.find(versioned, names.table(change.table()));
                if (table != null) {
                    found.add("'" + operation.describe() + "': the table " + table.name());
                }
            }
            names.after(operation);
        }
        return found.isEmpty() || isAllowed() ? List.of() : found;
    }

    private static boolean changesHistory(TableOperation operation) {
        return operation instanceof AddColumn
                || operation instanceof DropColumn
                || operation instanceof AlterColumn
                || operation instanceof AddPrimaryKey
                || operation instanceof DropPrimaryKey
                || operation instanceof AddUnique
                || (operation instanceof CreateIndex create && create.index().isUnique());
    }

    private boolean isAllowed() throws SQLException {
        var values = sql.query("select @@" + SETTING, row -> row.getString(1));
        sql.endReading();
        return values.contains("KEEP");
    }

    @Override
    public String reason() {
        return "it changes tables with system versioning, which the setting " + SETTING + " of MariaDB does not allow";
    }

    @Override
    public String remedy() {
        return "Allow it for the session in qorm.url, with sessionVariables=" + SETTING
                + "=KEEP: the rows of the history are then changed, too.";
    }
}
