package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Computed columns of MariaDB and MySQL that others made virtual or invisible, and that a migration drops and adds again,
 * for example because what they read changes. The new column is stored and visible, as those of qorm are.
 */
final class ComputedAgain {
    private static final String QUERY = """
            select concat('the computed column ', column_name, ' of ', table_name, ', which is ',
              lower(replace(replace(extra, ' GENERATED', ''), ',', '')))
            from information_schema.columns where table_schema = database() and table_name = ? and column_name = ?
              and (extra like '%VIRTUAL%' or extra like '%INVISIBLE%')""";

    private final Sql sql;
    private final Dialect dialect;

    ComputedAgain(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Returns a line for each column. Empty if the migration contains SQL of the user, which may make it so again. */
    List<String> losses(Run run) throws SQLException {
        var operations = run.operations();
        var found = new ArrayList<String>();
        if (!dialect.isMySqlFamily() || HandmadeOperation.areIn(operations, dialect.urlName())) {
            return found;
        }
        var names = new EarlierNames();
        for (var operation : operations) {
            if (operation instanceof DropColumn drop
                    && drop.column().generatedAs() != null
                    && operations.stream().anyMatch(other -> addsAgain(other, drop))) {
                found.addAll(sql.query(
                        QUERY,
                        row -> row.getString(1),
                        names.table(drop.table()),
                        names.column(drop.table(), drop.column().name())));
                sql.endReading();
            }
            names.after(operation);
        }
        return found;
    }

    private static boolean addsAgain(Operation operation, DropColumn drop) {
        return operation instanceof AddColumn add
                && Table.key(add.table()).equals(Table.key(drop.table()))
                && add.column().name().equalsIgnoreCase(drop.column().name())
                && add.column().generatedAs() != null;
    }
}
