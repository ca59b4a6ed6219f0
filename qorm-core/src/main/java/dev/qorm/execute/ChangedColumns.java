package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.TypeNames;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Columns of MariaDB or MySQL that somebody changed by hand: made wider or nullable, or gave a default and the like. There,
 * every change declares a column again completely, so the column would silently become what the migrations say, or the
 * server would refuse that because of rows, when earlier statements are done.
 */
final class ChangedColumns implements Obstruction {
    private final Sql sql;
    private final Dialect dialect;

    ChangedColumns(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Returns a line for each difference. Empty if the migration contains SQL of the user, which may change columns. */
    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var operations = run.operations();
        var found = new ArrayList<String>();
        if (!dialect.isMySqlFamily() || HandmadeOperation.areIn(operations, dialect.urlName())) {
            return found;
        }
        Set<List<String>> seen = new HashSet<>(); // what comes later, the first change declares
        var names = new EarlierNames();
        for (var operation : operations) {
            if (operation instanceof AlterColumn alter) {
                var table = names.table(alter.table());
                var column = names.column(alter.table(), alter.from().name());
                if (seen.add(List.of(table, column)) && alter.from().generatedAs() == null) {
                    for (var live : LiveType.of(table, column, sql)) {
                        var place = "'" + operation.describe() + "': the column "
                                + alter.to().name() + " ";
                        differences(alter, live).forEach(difference -> found.add(place + difference));
                    }
                }
            }
            names.after(operation);
        }
        if (!seen.isEmpty()) {
            sql.endReading();
        }
        return found;
    }

    /** Returns what the column loses although the migration does not say so. */
    private static List<String> differences(AlterColumn alter, LiveType live) {
        var from = alter.from();
        var to = alter.to();
        var found = new ArrayList<String>();
        if (live.isWiderThan(from.type(), to.type())) {
            found.add("is " + live.text() + " and would become " + TypeNames.of(to.type()));
        }
        if (live.isNullable() && !from.isNullable() && !to.isNullable()) {
            found.add("is nullable and would become NOT NULL");
        }
        var isCounted = from.isAutoIncrement() || to.isAutoIncrement();
        if (live.defaultValue() != null && from.defaultValue() == null && to.defaultValue() == null && !isCounted) {
            found.add("has the default " + live.defaultValue() + " and would have none");
        }
        if (live.extra().contains("auto_increment") && !isCounted) {
            found.add("is auto-increment and would no longer be");
        }
        if (live.extra().contains("on update") && !isSet(from) && !isSet(to)) {
            found.add("is set by each update and would no longer be");
        }
        return found;
    }

    private static boolean isSet(Column column) {
        return column.type() instanceof ColumnType.Native type
                && type.name().toLowerCase(Locale.ROOT).contains("on update");
    }

    @Override
    public String reason() {
        return "somebody changed columns by hand, and " + dialect.displayName()
                + " would make them again what the migrations say";
    }

    @Override
    public String remedy() {
        return "Let the models say what the columns are, and make that official with mvn qorm:verify -Dqorm.adopt; or change"
                + " the columns back by hand.";
    }
}
