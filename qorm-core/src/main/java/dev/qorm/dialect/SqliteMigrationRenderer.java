package dev.qorm.dialect;

import dev.qorm.operation.DropIndex;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameIndex;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders migrations for SQLite. An operation on a table that must be rebuilt has no statements of its own except those
 * that drop something first; the last operation on the table has all the rest.
 */
final class SqliteMigrationRenderer implements DdlRenderer {
    @Override
    public List<RenderedOperation> render(List<Operation> operations, Schema before) {
        var changes = SqliteChanges.of(operations, before);
        var rendered = new ArrayList<RenderedOperation>();
        var schema = before;
        for (var i = 0; i < operations.size(); i++) {
            var operation = operations.get(i);
            var after = operation.applyTo(schema);
            var change = changes.get(i).filter(SqliteTableChange::isRebuilt);
            var renderer = new SqliteOperationRenderer(schema);
            var statements = new ArrayList<Statement>();
            if (change.isPresent()) {
                drop(operation, change.get(), renderer).forEach(sql -> statements.add(new Statement(sql)));
                if (change.get().endsAt(i)) {
                    statements.addAll(change.get().statements(after));
                }
            } else if (!isNothing(operations, i)) {
                try {
                    operation.accept(renderer).forEach(sql -> statements.add(new Statement(sql)));
                } catch (UnsupportedByDatabaseException e) {
                    throw e.at("'" + operation.describe() + "'");
                }
            }
            rendered.add(new RenderedOperation(operation, statements));
            schema = after;
        }
        return rendered;
    }

    /** Whether it is one of two operations that change only what an index includes. */
    private static boolean isNothing(List<Operation> operations, int index) {
        return IncludedColumns.areAllThatChanges(operations, index, Dialect.SQLITE)
                || (index > 0 && IncludedColumns.areAllThatChanges(operations, index - 1, Dialect.SQLITE));
    }

    /** SQLite rolls DDL back, so that no operation is ever stopped half way. */
    @Override
    public List<RenderedOperation> renderPartialRollback(List<Operation> operations, int stopped, Schema before) {
        return render(operations, before);
    }

    @Override
    public List<RowProbe> probes(List<Operation> operations, Schema before) {
        return RowProbes.of(operations, before, () -> SqliteNotation.INSTANCE);
    }

    @Override
    public String renderLookup(String table, List<String> columns) {
        return SqliteNotation.INSTANCE.lookup(table, columns);
    }

    @Override
    public List<Statement> renderTemporary(Table table) {
        return new SqliteOperationRenderer(Schema.empty())
                .temporaryTable(table).stream().map(Statement::new).toList();
    }

    /** Drops an index that is no longer wanted, so that it is not saved and restored. */
    private static List<String> drop(Operation operation, SqliteTableChange change, SqliteOperationRenderer renderer) {
        if (operation instanceof DropIndex drop && change.takesAway(drop.index().name())) {
            return drop.accept(renderer);
        }
        return operation instanceof RenameIndex rename && change.takesAway(rename.from())
                ? List.of(renderer.ddl.dropIndex(rename.from()))
                : List.of();
    }
}
