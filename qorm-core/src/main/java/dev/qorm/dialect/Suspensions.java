package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Schema.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The foreign keys of a migration that are suspended while columns change, each from the first of the changes to the
 * last.
 */
final class Suspensions {
    private final List<Suspension> all;

    private Suspensions(List<Suspension> all) {
        this.all = all;
    }

    /** A foreign key, with the first and the last operation during which it is suspended. */
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

    /**
     * Returns those in {@code operations}.
     *
     * @param before the schema before the first operation
     * @param renderers for a schema, determines which keys the database can keep
     */
    static Suspensions in(List<Operation> operations, Schema before, Function<Schema, OperationRenderer> renderers) {
        if (operations.stream().noneMatch(AlterColumn.class::isInstance)) {
            return new Suspensions(List.of());
        }
        Map<List<String>, Suspension> byKey = new LinkedHashMap<>();
        var schema = before;
        for (var i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof AlterColumn alter) {
                var index = i;
                touching(schema, alter, renderers.apply(schema))
                        .forEach(reference ->
                                byKey.computeIfAbsent(id(reference), key -> new Suspension(reference, index)).last =
                                        index);
            }
            schema = operations.get(i).applyTo(schema);
        }
        return new Suspensions(List.copyOf(byKey.values()));
    }

    /** Returns the keys that are suspended before the operation at {@code index}. */
    List<Reference> beginningAt(int index) {
        return where(suspension -> suspension.first == index);
    }

    /** Returns the keys that are restored after the operation at {@code index}. */
    List<Reference> endingAt(int index) {
        return where(suspension -> suspension.last == index);
    }

    private List<Reference> where(Predicate<Suspension> condition) {
        return all.isEmpty()
                ? List.of() // as in nearly every migration
                : all.stream()
                        .filter(condition)
                        .map(suspension -> suspension.reference)
                        .toList();
    }

    /** Names of foreign keys are unique only within a table. */
    private static List<String> id(Reference reference) {
        return List.of(reference.table().name(), reference.key().name());
    }

    /** Returns the keys that cannot be kept; one of a table to itself may be returned twice. */
    private static Stream<Reference> touching(Schema schema, AlterColumn alter, OperationRenderer renderer) {
        var including = renderer.canKeepForeignKeysBeside(alter)
                ? Stream.<Reference>of()
                : schema.referencesIncluding(alter.table(), alter.from().name());
        return renderer.canKeepForeignKeys(alter) ? including : Stream.concat(touching(schema, alter), including);
    }

    private static Stream<Reference> touching(Schema schema, AlterColumn alter) {
        var table = schema.table(alter.table());
        var column = alter.from().name();
        var outgoing = table.foreignKeys().values().stream()
                .filter(key -> key.columns().contains(column))
                .map(key -> new Reference(table, key));
        return Stream.concat(outgoing, schema.referencesTo(table.name(), column));
    }
}
