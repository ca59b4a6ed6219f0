package dev.qorm.dialect;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CommentTable;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropCheck;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.RunJava;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.ComputedColumns;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the table change that each operation of a migration belongs to. All operations on a table belong together,
 * whatever is between them, until an operation that must run on the database in the state after the operations before
 * it: a rename, which SQLite applies to foreign keys, views and triggers, too, or SQL of the user.
 *
 * <p>Expressions read the values that the operations before theirs leave, as on the other databases: a change ends
 * before another one reads what it writes, and before another change writes what it reads.
 */
final class SqliteChanges implements Operation.Visitor<Optional<SqliteTableChange>> {
    private final Map<String, SqliteTableChange> open = new HashMap<>();
    private Schema schema;
    private final SqliteOperationRenderer renderer;

    private SqliteChanges(Schema before) {
        this.schema = before;
        this.renderer = new SqliteOperationRenderer(before);
    }

    /** Returns the change of each operation, in order; empty for an operation that stands alone. */
    static List<Optional<SqliteTableChange>> of(List<Operation> operations, Schema before) {
        var finder = new SqliteChanges(before);
        var changes = new ArrayList<Optional<SqliteTableChange>>();
        for (var i = 0; i < operations.size(); i++) {
            var index = i;
            var change = operations.get(i).accept(finder);
            change.ifPresent(found -> found.extendTo(index));
            changes.add(change);
            finder.schema = operations.get(i).applyTo(finder.schema);
        }
        return changes;
    }

    private SqliteTableChange change(String table) {
        return open.computeIfAbsent(
                Table.key(table), key -> new SqliteTableChange(table, schema.find(table), renderer));
    }

    private Optional<SqliteTableChange> part(String table) {
        return Optional.of(change(table));
    }

    private Optional<SqliteTableChange> rebuilt(String table) {
        var change = change(table);
        change.rebuild();
        return Optional.of(change);
    }

    private Optional<SqliteTableChange> alone() {
        open.clear();
        return Optional.empty();
    }

    /** Ends the changes that write what {@code value} reads. */
    private void read(String table, @Nullable DefaultValue value) {
        if (value instanceof DefaultValue.Expression expression) {
            end(change -> change.writes(expression.sql(), table));
        }
    }

    /**
     * Ends the changes that read {@code column} of another table, or what is computed from it; if it is null, those
     * that read anything of the table.
     */
    private void write(String table, @Nullable String column) {
        var before = schema.find(table);
        if (column == null || before == null) {
            end(change -> change.reads(table, null));
        } else {
            ComputedColumns.changingWith(column, before).forEach(each -> end(change -> change.reads(table, each)));
        }
    }

    private void end(Predicate<SqliteTableChange> condition) {
        open.values().removeIf(change -> {
            var ends = condition.test(change);
            if (ends) {
                change.isNotTheLast();
            }
            return ends;
        });
    }

    @Override
    public Optional<SqliteTableChange> visit(CreateTable operation) {
        open.remove(Table.key(operation.table().name()));
        return part(operation.table().name());
    }

    @Override
    public Optional<SqliteTableChange> visit(DropTable operation) {
        write(operation.table().name(), null);
        var change = change(operation.table().name());
        open.remove(Table.key(operation.table().name()));
        return Optional.of(change);
    }

    @Override
    public Optional<SqliteTableChange> visit(CommentTable operation) {
        return part(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(AddColumn operation) {
        read(operation.table(), operation.backfill());
        write(operation.table(), operation.column().name());
        var change = change(operation.table());
        change.add(operation, renderer);
        return Optional.of(change);
    }

    @Override
    public Optional<SqliteTableChange> visit(DropColumn operation) {
        write(operation.table(), operation.column().name());
        var change = change(operation.table());
        change.drop(operation);
        return Optional.of(change);
    }

    @Override
    public Optional<SqliteTableChange> visit(AlterColumn operation) {
        read(operation.table(), operation.backfill());
        write(operation.table(), operation.to().name());
        var change = change(operation.table());
        change.alter(operation, renderer);
        return Optional.of(change);
    }

    @Override
    public Optional<SqliteTableChange> visit(AddPrimaryKey operation) {
        return rebuilt(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(DropPrimaryKey operation) {
        return rebuilt(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(AddUnique operation) {
        return rebuilt(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(DropUnique operation) {
        return rebuilt(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(CreateIndex operation) {
        return part(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(DropIndex operation) {
        return part(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(AddCheck operation) {
        return rebuilt(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(DropCheck operation) {
        return rebuilt(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(AddForeignKey operation) {
        return rebuilt(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(DropForeignKey operation) {
        return rebuilt(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(RenameTable operation) {
        return alone();
    }

    @Override
    public Optional<SqliteTableChange> visit(RenameColumn operation) {
        return alone();
    }

    @Override
    public Optional<SqliteTableChange> visit(RenameConstraint operation) {
        return rebuilt(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(RenameIndex operation) {
        return part(operation.table());
    }

    @Override
    public Optional<SqliteTableChange> visit(RunSql operation) {
        return alone();
    }

    @Override
    public Optional<SqliteTableChange> visit(RunJava operation) {
        return alone();
    }
}
