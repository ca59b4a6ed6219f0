package dev.qorm.dialect;

import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Schema.Reference;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Renders the operations of a migration one after the other, each with the schema before it.
 *
 * <p>A foreign key whose columns change in a way that the database does not let it stand through steps aside: it is
 * dropped before the first of the changes in the migration and added after the last. No database lets a key stand
 * between columns of types that do not compare; some refuse more.
 */
final class MigrationRenderer implements DdlRenderer {
    private final Renderers renderers;
    private final Collations collations;

    /** Makes a renderer of one operation. */
    interface Renderers {
        /**
         * @param before the schema before the operation
         * @param isAlone whether that is the only one
         * @param collations what the texts of the database are made of before it
         */
        OperationRenderer of(Schema before, boolean isAlone, Collations collations);
    }

    /** @param renderers do not look at collations */
    MigrationRenderer(Renderers renderers) {
        this(renderers, Collations.NONE);
    }

    /** @param collations what the texts of the database are made of before the first operation */
    MigrationRenderer(Renderers renderers, Collations collations) {
        this.renderers = renderers;
        this.collations = collations;
    }

    private OperationRenderer renderer(Schema before) {
        return renderers.of(before, false, Collations.NONE);
    }

    /** A foreign key that steps aside, and from which operation to which. */
    private static final class Suspension {
        private final Reference reference;
        private final int first;
        private int last;

        Suspension(Reference reference, int first) {
            this.reference = reference;
            this.first = first;
            this.last = first;
        }
    }

    @Override
    public List<RenderedOperation> render(List<Operation> operations, Schema before) {
        var suspensions = suspensions(operations, before);
        var rendered = new ArrayList<RenderedOperation>();
        var schema = before;
        var kept = collations;
        for (var i = 0; i < operations.size(); i++) {
            var operation = operations.get(i);
            var renderer = renderers.of(schema, operations.size() == 1, kept);
            var replacement = replacement(operations, i, renderer);
            if (!replacement.isEmpty()) {
                rendered.addAll(replacement);
                schema = operations.get(i + 1).applyTo(operation.applyTo(schema));
                i++;
                continue;
            }
            var statements = new ArrayList<Statement>();
            for (var suspension : suspensions) {
                if (suspension.first == i) {
                    statements.add(new Statement(renderer.suspend(
                                    suspension.reference.table().name(), suspension.reference.key()))
                            .ifNotDone());
                }
            }
            var between = schema;
            try {
                var afterTexts = Detour.afterTexts(operation);
                for (var step : renderer.steps(operation)) {
                    var own = renderers.of(between, operations.size() == 1, kept);
                    if (step.equals(afterTexts)) {
                        statements.addAll(statements(own.updates.replaceMisfits((AlterColumn) operation)));
                    }
                    statements.addAll(statements(step.accept(own)));
                    between = step.applyTo(between);
                    kept = kept.after(step);
                }
            } catch (UnsupportedByDatabaseException e) {
                throw e.at("'" + operation.describe() + "'");
            }
            schema = operation.applyTo(schema);
            for (var suspension : suspensions) {
                if (suspension.last == i) {
                    checkTypes(schema, operation, suspension.reference);
                    statements.add(new Statement(
                            renderer.restore(suspension.reference.table().name(), suspension.reference.key())));
                }
            }
            rendered.add(new RenderedOperation(operation, statements));
        }
        return rendered;
    }

    /**
     * A primary key that goes and the one that comes in its place, where the database takes both in one statement. It is
     * the second operation's: the first is not done without it.
     *
     * @return the two operations, or none
     */
    private static List<RenderedOperation> replacement(
            List<Operation> operations, int index, OperationRenderer renderer) {
        if (!(operations.get(index) instanceof DropPrimaryKey drop)
                || index + 1 == operations.size()
                || !(operations.get(index + 1) instanceof AddPrimaryKey add)
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
    public List<RenderedOperation> renderUndo(List<Operation> operations, int stopped, Schema before) {
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
        return RowProbes.of(operations, () -> renderer(before));
    }

    @Override
    public List<Statement> renderTemporary(Table table) {
        return statements(renderers.of(Schema.empty(), true, Collations.NONE).temporaryTable(table));
    }

    /** A key that stepped aside while a type changed comes back, if it can. */
    private void checkTypes(Schema schema, Operation operation, Reference reference) {
        try {
            var table = schema.table(reference.table().name());
            renderer(schema).checkTypes(table, reference.key());
        } catch (UnsupportedByDatabaseException e) {
            throw e.at("'" + operation.describe() + "'");
        }
    }

    private List<Suspension> suspensions(List<Operation> operations, Schema before) {
        if (operations.stream().noneMatch(AlterColumn.class::isInstance)) {
            return List.of();
        }
        Map<List<String>, Suspension> byKey = new LinkedHashMap<>();
        var schema = before;
        for (var i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof AlterColumn alter
                    && !renderer(schema).canKeepForeignKeys(alter)) {
                var index = i;
                touching(schema, alter)
                        .forEach(reference ->
                                byKey.computeIfAbsent(id(reference), key -> new Suspension(reference, index)).last =
                                        index);
            }
            schema = operations.get(i).applyTo(schema);
        }
        return List.copyOf(byKey.values());
    }

    /** Names of foreign keys are unique in a table only. */
    private static List<String> id(Reference reference) {
        return List.of(reference.table().name(), reference.key().name());
    }

    /** The keys that {@code alter} touches; one of a table to itself may be told twice. */
    private static Stream<Reference> touching(Schema schema, AlterColumn alter) {
        var table = schema.table(alter.table());
        var column = alter.from().name();
        var outgoing = table.foreignKeys().values().stream()
                .filter(key -> key.columns().contains(column))
                .map(key -> new Reference(table, key));
        return Stream.concat(outgoing, schema.referencesTo(table.name(), column));
    }
}
