package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.schema.Column;
import dev.qorm.schema.TypeNames;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Columns of MariaDB or MySQL that somebody made wider by hand, or nullable. There, every change declares a column again
 * completely, so the column would silently become as narrow as the migrations say, or the server would refuse that
 * because of rows, when earlier statements are done.
 */
final class WidenedColumns implements Obstruction {
    private final Sql sql;
    private final Dialect dialect;

    WidenedColumns(Sql sql, Dialect dialect) {
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
        Set<List<String>> seen = new HashSet<>();
        var names = new EarlierNames();
        for (var operation : operations) {
            if (operation instanceof AlterColumn alter) {
                var table = names.table(alter.table());
                var column = names.column(alter.table(), alter.from().name());
                if (alter.from().generatedAs() == null && seen.add(List.of(table, column))) {
                    for (var live : LiveType.of(table, column, sql)) {
                        differences(alter, live)
                                .map(difference -> "'" + operation.describe() + "': " + difference)
                                .forEach(found::add);
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

    private static Stream<String> differences(AlterColumn alter, LiveType live) {
        var to = alter.to();
        var type = live.isWiderThan(alter.from().type(), to.type())
                ? Stream.of(place(to) + " is " + live.text() + " and would become " + TypeNames.of(to.type()))
                : Stream.<String>of();
        var isRequired = !alter.from().isNullable() && !to.isNullable();
        return Stream.concat(
                type,
                live.isNullable() && isRequired
                        ? Stream.of(place(to) + " is nullable and would become NOT NULL")
                        : Stream.of());
    }

    private static String place(Column column) {
        return "the column " + column.name();
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
