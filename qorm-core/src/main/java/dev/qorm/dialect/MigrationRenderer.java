package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Schema.Reference;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders the operations of a migration one after the other, each with the schema before it.
 *
 * <p>A foreign key is suspended if its columns change in a way that the database does not allow while the key exists:
 * it is dropped before the first of the changes in the migration and added after the last. No database allows a key
 * between columns of types that cannot be compared; some refuse more.
 */
final class MigrationRenderer implements DdlRenderer {
    private final Renderers renderers;
    private final LiveDatabase live;

    /** Creates the renderer of one operation. */
    interface Renderers {
        /**
         * @param before the schema before the operation
         * @param migration all operations of the migration, including that one; empty if they are not known
         * @param live the state of the database before it
         */
        OperationRenderer of(Schema before, List<Operation> migration, LiveDatabase live);
    }

    /** @param renderers do not use the state of a live database */
    MigrationRenderer(Renderers renderers) {
        this(renderers, LiveDatabase.NONE);
    }

    /** @param live the state of the database before the first operation */
    MigrationRenderer(Renderers renderers, LiveDatabase live) {
        this.renderers = renderers;
        this.live = live;
    }

    private OperationRenderer renderer(Schema before) {
        return renderers.of(before, List.of(), LiveDatabase.NONE);
    }

    private OperationRenderer renderer(Place place) {
        return renderers.of(place.schema, place.migration, place.live);
    }

    /**
     * The state before an operation.
     *
     * @param schema the schema before it
     * @param migration all operations of the migration
     * @param live the state of the database before it
     */
    private record Place(Schema schema, List<Operation> migration, LiveDatabase live) {
        /** Returns the state after {@code operation}, rendered as {@code steps}. */
        Place after(Operation operation, List<Operation> steps) {
            var next = live;
            for (var step : steps) {
                next = next.after(step);
            }
            return new Place(operation.applyTo(schema), migration, next);
        }
    }

    @Override
    public List<RenderedOperation> render(List<Operation> operations, Schema before) {
        var suspensions = Suspensions.in(operations, before, this::renderer);
        var rendered = new ArrayList<RenderedOperation>();
        var place = new Place(before, operations, live);
        for (var i = 0; i < operations.size(); i++) {
            var operation = operations.get(i);
            var renderer = renderer(place);
            var replacement = replacement(operations, i, renderer);
            if (!replacement.isEmpty()) {
                rendered.addAll(replacement);
                i++;
                place = place.after(operation, List.of()).after(operations.get(i), List.of());
                continue;
            }
            var statements = new ArrayList<Statement>();
            for (var reference : suspensions.beginningAt(i)) {
                statements.add(new Statement(renderer.suspend(reference.table().name(), reference.key())).ifNotDone());
            }
            var steps = renderer.steps(operation);
            statements.addAll(statements(operation, steps, place));
            place = place.after(operation, steps);
            for (var reference : suspensions.endingAt(i)) {
                checkTypes(place, operation, reference);
                statements.addAll(statements(renderer.restore(reference.table().name(), reference.key())));
            }
            rendered.add(new RenderedOperation(operation, statements));
        }
        return rendered;
    }

    /** Returns the statements of one operation, step by step. */
    private List<Statement> statements(Operation operation, List<Operation> steps, Place place) {
        var statements = new ArrayList<Statement>();
        var afterTexts = Detour.afterTexts(operation);
        var between = place;
        try {
            for (var step : steps) {
                var renderer = renderer(between);
                if (step.equals(afterTexts)) {
                    statements.addAll(statements(renderer.updates.replaceMisfits((AlterColumn) operation)));
                }
                statements.addAll(statements(step.accept(renderer)));
                between = between.after(step, List.of(step));
            }
        } catch (UnsupportedByDatabaseException e) {
            throw e.at("'" + operation.describe() + "'");
        }
        return statements;
    }

    /**
     * Renders the drop of a key or index and the addition of its replacement, if the database needs no statement for
     * it, or can do both in one. The statement belongs to the second operation: the first is not done without it.
     *
     * @return the two operations, or none
     */
    private static List<RenderedOperation> replacement(
            List<Operation> operations, int index, OperationRenderer renderer) {
        if (IncludedColumns.areAllThatChanges(operations, index, renderer.dialect)) {
            return List.of(
                    new RenderedOperation(operations.get(index), List.of()),
                    new RenderedOperation(operations.get(index + 1), List.of()));
        }
        if (index + 1 == operations.size()
                || !(operations.get(index) instanceof TableOperation drop)
                || !(operations.get(index + 1) instanceof TableOperation add)
                || !Table.key(drop.table()).equals(Table.key(add.table()))) {
            return List.of();
        }
        try {
            var statements = renderer.replace(drop, add);
            return statements.isEmpty()
                    ? List.of()
                    : List.of(
                            new RenderedOperation(drop, List.of()), new RenderedOperation(add, statements(statements)));
        } catch (UnsupportedByDatabaseException e) {
            throw e.at("'" + add.describe() + "'");
        }
    }

    private static List<Statement> statements(List<String> sql) {
        return sql.stream().map(Statement::new).toList();
    }

    @Override
    public List<RenderedOperation> renderPartialRollback(List<Operation> operations, int stopped, Schema before) {
        var rendered = new ArrayList<>(render(operations, before));
        var undoing = rendered.get(stopped);
        var undone = undoing.operation().reverse();
        var renderer = renderer(Operation.replay(before, operations.subList(0, stopped + 1)));
        var statements = new ArrayList<Statement>();
        statements.addAll(statements(Detour.possible(undone)
                .flatMap(step -> renderer.leftovers(step).stream())
                .distinct()
                .toList()));
        statements.addAll(undoing.statements());
        statements.addAll(statements(renderer.returns(undone)));
        rendered.set(stopped, new RenderedOperation(undoing.operation(), statements).ifNotDone());
        if (undoing.operation() instanceof DropPrimaryKey && statements.isEmpty()) {
            rendered.set(stopped + 1, rendered.get(stopped + 1).ifNotDone()); // both in one statement
        }
        return rendered;
    }

    @Override
    public List<RowProbe> probes(List<Operation> operations, Schema before) {
        return RowProbes.of(operations, before, () -> renderer(before).notation);
    }

    @Override
    public String renderLookup(String table, List<String> columns) {
        return renderer(Schema.empty()).notation.lookup(table, columns);
    }

    @Override
    public List<Statement> renderTemporary(Table table) {
        return statements(
                renderers.of(Schema.empty(), List.of(), LiveDatabase.NONE).temporaryTable(table));
    }

    @Override
    public List<Statement> renderTrial(Table table) {
        return statements(
                renderers.of(Schema.empty(), List.of(), LiveDatabase.NONE).trialTable(table));
    }

    @Override
    public List<Statement> renderTrial(DefaultValue.Expression value, Table table) {
        return statements(renderer(Schema.empty()).trialValue(value, table));
    }

    /** Checks that a key that was suspended while a type changed can be restored. */
    private void checkTypes(Place after, Operation operation, Reference reference) {
        try {
            var table = after.schema.table(reference.table().name());
            renderer(after).checkTypes(table, reference.key());
        } catch (UnsupportedByDatabaseException e) {
            throw e.at("'" + operation.describe() + "'");
        }
    }
}
