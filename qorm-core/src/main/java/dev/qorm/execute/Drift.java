package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.ConcurrentOperation;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.Column;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tables, columns, indexes, keys and checks that somebody created or dropped by hand, so that a database which commits
 * each statement would refuse a migration halfway. A migration that its first operation would already stop is left to
 * the database: nothing is done then, and the database may have all of it.
 */
final class Drift implements Obstruction {
    private final Sql sql;
    private final Dialect dialect;

    private boolean hasLooked;
    private LiveParts parts;

    Drift(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.parts = new LiveParts(sql, dialect);
    }

    /** Returns a line for each operation. Empty from the first SQL of the user on. */
    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var operations = run.operations();
        if (dialect.hasTransactionalDdl()) {
            return List.of();
        }
        hasLooked = false;
        parts = new LiveParts(sql, dialect);
        var course = new Course(run.before());
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
        var isLeft = !found.isEmpty() && new Course(run.before()).obstacle(operations.get(0)) != null;
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
        private final Schema before;

        /** @param before the schema before the migration, whose names the migration may free and give again */
        Course(Schema before) {
            this.before = before;
        }

        /** Returns what is wrong with the database before the operation, or null. */
        @Nullable
        String obstacle(Operation operation) throws SQLException {
            if (operation instanceof CreateTable create) {
                return ifThere(create.table().name());
            }
            if (operation instanceof DropTable drop) {
                return ifMissing(drop.table().name(), null);
            }
            if (operation instanceof RenameTable rename) {
                var missing = ifMissing(rename.from(), null);
                return missing == null ? ifThere(rename.to()) : missing;
            }
            if (operation instanceof AddColumn add) {
                return ifThere(add.table(), add.column().name());
            }
            if (operation instanceof RenameColumn rename) {
                var missing = ifMissing(rename.table(), rename.from());
                return missing == null ? ifThere(rename.table(), rename.to()) : missing;
            }
            if (operation instanceof DropColumn drop) {
                return ifMissing(drop.table(), drop.column().name());
            }
            if (operation instanceof AlterColumn alter) {
                return ifMissing(alter.table(), alter.from().name());
            }
            if (operation instanceof RenameIndex rename) {
                return ofRename(rename.table(), rename.from(), rename.to(), Index.class::isInstance);
            }
            if (operation instanceof RenameConstraint rename) {
                return ofRename(rename.table(), rename.from(), rename.to(), each -> !(each instanceof Index));
            }
            return operation instanceof ConcurrentOperation change ? ofPart(change) : null;
        }

        void after(Operation operation) {
            names.after(operation);
        }

        private @Nullable String ifThere(String table) {
            return before.find(table) == null && look(table, null) == Presence.THERE
                    ? "a table " + table + " is there already"
                    : null;
        }

        private @Nullable String ifThere(String table, String column) {
            var known = before.find(names.table(table));
            return known != null
                            && known.columns().keySet().stream().noneMatch(column::equalsIgnoreCase)
                            && look(known.name(), column) == Presence.THERE
                    ? "a column " + column + " is there already"
                    : null;
        }

        private @Nullable String ifMissing(String table, @Nullable String column) {
            var earlier = names.table(table);
            var name = column == null ? null : names.column(table, column);
            return !earlier.isEmpty() && (name == null || !name.isEmpty()) && look(earlier, name) == Presence.MISSING
                    ? (column == null ? "the table " + table : "the column " + column) + " is not there"
                    : null;
        }

        private @Nullable String ofPart(ConcurrentOperation change) throws SQLException {
            var part = change.element();
            return change.isAddition()
                    ? ifThere(change.table(), part, part.name())
                    : ifMissing(change.table(), part.name(), part.getClass()::isInstance);
        }

        private @Nullable String ofRename(String table, String from, String to, Predicate<TableElement> kind)
                throws SQLException {
            var part = part(table, from, kind);
            var missing = ifMissing(table, from, kind);
            return missing != null || part == null ? missing : ifThere(table, part, to);
        }

        private @Nullable String ifThere(String table, TableElement part, String name) throws SQLException {
            return part(table, name, each -> true) == null && isThere(table, part, name)
                    ? name + " is there already"
                    : null;
        }

        private @Nullable String ifMissing(String table, String name, Predicate<TableElement> kind)
                throws SQLException {
            var part = part(table, names.part(name), kind);
            return part != null && !isThere(table, part, part.name()) ? name + " is not there" : null;
        }

        /** Returns an index, a key or a check of the table as it was before the migration, or null. */
        private @Nullable TableElement part(String table, String name, Predicate<TableElement> kind) {
            var known = before.find(names.table(table));
            return known == null
                    ? null
                    : known.elements().stream()
                            .filter(each -> !(each instanceof Column || each instanceof PrimaryKey))
                            .filter(each -> each.name().equalsIgnoreCase(name) && kind.test(each))
                            .findFirst()
                            .orElse(null);
        }

        private boolean isThere(String table, TableElement part, String name) throws SQLException {
            hasLooked = true;
            return parts.has(names.table(table), part, name);
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
