package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables and columns that somebody created or dropped by hand, so that a database which commits each statement would
 * refuse a migration halfway. A migration that its first operation would already stop is left to the database: nothing
 * is done then, and the database may have all of it.
 */
final class Drift implements Obstruction {
    private final Sql sql;
    private final Dialect dialect;

    private boolean hasLooked;

    Drift(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Returns a line for each operation. Empty from the first SQL of the user on. */
    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var operations = run.operations();
        if (dialect.hasTransactionalDdl()) {
            return List.of();
        }
        hasLooked = false;
        var course = new Course();
        var found = new ArrayList<String>();
        for (var i = 0; i < operations.size(); i++) {
            var operation = operations.get(i);
            if (operation instanceof HandmadeOperation made && made.runsOn(dialect.urlName())) {
                break;
            }
            var obstacle = i == 0 ? null : course.obstacle(operation);
            if (obstacle != null) {
                found.add("'" + operation.describe() + "': " + obstacle);
            }
            course.after(operation);
        }
        var isLeft = !found.isEmpty() && new Course().obstacle(operations.get(0)) != null;
        if (hasLooked) {
            sql.endReading();
        }
        return isLeft ? List.of() : found;
    }

    @Override
    public String reason() {
        return "somebody changed the database by hand";
    }

    @Override
    public String remedy() {
        return "Undo that by hand; mvn qorm:verify shows all differences. If the database already has all of this"
                + " migration, mvn qorm:migrate -Dqorm.fake compares and records it.";
    }

    /** The operations of a migration, one after the other. */
    private final class Course {
        private final EarlierNames names = new EarlierNames();
        /** The tables, and the columns with their tables, whose names are free after the operations so far. */
        private final Set<List<String>> free = new HashSet<>();

        /** Returns what is wrong with the database before the operation, or null. */
        @Nullable
        String obstacle(Operation operation) {
            if (operation instanceof CreateTable create) {
                return ifThere(create.table().name());
            }
            if (operation instanceof DropTable drop) {
                return ifMissing(drop.table().name(), null);
            }
            if (operation instanceof RenameTable rename) {
                var missing = ifMissing(rename.from(), null);
                return missing != null || Table.key(rename.from()).equals(Table.key(rename.to()))
                        ? missing
                        : ifThere(rename.to());
            }
            if (operation instanceof AddColumn add) {
                return ifThere(add.table(), add.column().name());
            }
            if (operation instanceof RenameColumn rename) {
                var missing = ifMissing(rename.table(), rename.from());
                return missing != null || rename.from().equalsIgnoreCase(rename.to())
                        ? missing
                        : ifThere(rename.table(), rename.to());
            }
            if (operation instanceof DropColumn drop) {
                return ifMissing(drop.table(), drop.column().name());
            }
            return operation instanceof AlterColumn alter
                    ? ifMissing(alter.table(), alter.from().name())
                    : null;
        }

        void after(Operation operation) {
            if (operation instanceof DropTable drop) {
                free.add(List.of(Table.key(drop.table().name())));
            } else if (operation instanceof RenameTable rename) {
                free.add(List.of(Table.key(rename.from())));
            } else if (operation instanceof DropColumn drop) {
                free.add(place(drop.table(), drop.column().name()));
            } else if (operation instanceof RenameColumn rename) {
                free.add(place(rename.table(), rename.from()));
            }
            names.after(operation);
        }

        private List<String> place(String table, String column) {
            return List.of(Table.key(names.table(table)), Table.key(column));
        }

        private @Nullable String ifThere(String table) {
            return !free.contains(List.of(Table.key(table))) && look(table, null) == Presence.THERE
                    ? "a table " + table + " is there already"
                    : null;
        }

        private @Nullable String ifThere(String table, String column) {
            var before = names.table(table);
            return !before.isEmpty() && !free.contains(place(table, column)) && look(before, column) == Presence.THERE
                    ? "a column " + column + " is there already"
                    : null;
        }

        private @Nullable String ifMissing(String table, @Nullable String column) {
            var before = names.table(table);
            var name = column == null ? null : names.column(table, column);
            return !before.isEmpty() && (name == null || !name.isEmpty()) && look(before, name) == Presence.MISSING
                    ? (column == null ? "the table " + table : "the column " + column) + " is not there"
                    : null;
        }
    }

    private enum Presence {
        THERE,
        MISSING,
        /** The user may lack the privilege to read it. */
        UNKNOWN
    }

    private Presence look(String table, @Nullable String column) {
        hasLooked = true;
        var lookup = dialect.renderer().renderLookup(table, column == null ? List.of() : List.of(column));
        try {
            var unused = sql.query(lookup, row -> 1);
            return Presence.THERE;
        } catch (SQLException e) {
            return AlreadyDone.saysMissing(dialect, e) ? Presence.MISSING : Presence.UNKNOWN;
        }
    }
}
