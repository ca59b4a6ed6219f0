package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables without a primary key, where MySQL is configured not to allow them: it would refuse the operation when those
 * before it are done. Where it generates primary keys, a table can be created without one, but not lose one.
 */
final class KeylessTables implements Obstruction {
    private static final String REQUIRED = "sql_require_primary_key";
    private static final String GENERATED = "sql_generate_invisible_primary_key";

    private final Sql sql;
    private final Dialect dialect;

    KeylessTables(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Returns a line for each. Empty if the migration contains SQL of the user, which may change the setting. */
    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var operations = run.operations();
        var creations = new ArrayList<Operation>();
        var drops = new ArrayList<Operation>();
        for (var i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof CreateTable create
                    && create.table().primaryKey() == null) {
                creations.add(create);
            } else if (operations.get(i) instanceof DropPrimaryKey drop && !isReplaced(drop, operations, i + 1)) {
                drops.add(drop);
            }
        }
        if (dialect != Dialect.MYSQL
                || (creations.isEmpty() && drops.isEmpty())
                || HandmadeOperation.areIn(operations, dialect.urlName())) {
            return List.of();
        }
        var settings = sql.query(
                "show session variables where variable_name in ('" + REQUIRED + "', '" + GENERATED
                        + "') and value = 'ON'",
                row -> row.getString(1));
        var found = new ArrayList<String>();
        if (settings.equals(List.of(REQUIRED))) {
            creations.forEach(each -> found.add("'" + each.describe() + "': " + REQUIRED));
        }
        if (!settings.isEmpty()) {
            drops.forEach(each -> found.add("'" + each.describe() + "': " + String.join(", ", settings)));
        }
        return found;
    }

    @Override
    public String reason() {
        return "the server does not allow a table without a primary key";
    }

    @Override
    public String remedy() {
        return "Let the table have a primary key; or switch the setting off for the session in qorm.url, with"
                + " sessionVariables=…=0 and a user who has the privilege session_variables_admin.";
    }

    /** Whether the next operation adds another key, which MySQL does in the same statement. */
    private static boolean isReplaced(DropPrimaryKey drop, List<Operation> operations, int next) {
        return next < operations.size()
                && operations.get(next) instanceof AddPrimaryKey add
                && Table.key(add.table()).equals(Table.key(drop.table()));
    }
}
