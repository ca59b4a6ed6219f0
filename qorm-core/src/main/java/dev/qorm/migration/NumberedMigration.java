package dev.qorm.migration;

import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A migration with its number.
 *
 * @param id its name
 * @param operations what it does, in order
 * @param description what it is for, in a few words; the empty text when nobody said
 */
public record NumberedMigration(MigrationId id, List<Operation> operations, String description) {
    public NumberedMigration {
        operations = List.copyOf(operations);
        Objects.requireNonNull(description, "description");
    }

    /** One of which nobody said what it is for. */
    public NumberedMigration(MigrationId id, List<Operation> operations) {
        this(id, operations, "");
    }

    /** The fingerprint of what it does; see {@link Checksum}. */
    public String checksum() {
        return Checksum.of(operations);
    }

    /**
     * The schema after it.
     *
     * @throws MigrationException when an operation does not fit the ones before it
     */
    public Schema applyTo(Schema schema) {
        return applyTo(schema, operations.size());
    }

    /**
     * The schema after its first {@code operationCount} operations.
     *
     * @throws MigrationException when an operation does not fit the ones before it
     */
    public Schema applyTo(Schema schema, int operationCount) {
        var next = schema;
        for (var operation : operations.subList(0, operationCount)) {
            try {
                next = operation.applyTo(next);
            } catch (SchemaException e) {
                throw new MigrationException(
                        id + " does not follow from what is before it, at '" + operation.describe() + "': "
                                + e.getMessage()
                                + ". Restore the migrations from version control; they are not meant to be edited",
                        e);
            }
        }
        return next;
    }

    /**
     * The operations that undo it, in the order in which they are applied.
     *
     * @throws MigrationException when one of them cannot be undone
     */
    public List<Operation> reversed() {
        return reversed(operations.size());
    }

    /**
     * The operations that undo its first {@code operationCount} operations, in the order in which they are applied.
     *
     * @throws MigrationException when one of them cannot be undone
     */
    public List<Operation> reversed(int operationCount) {
        var reversed = new ArrayList<Operation>();
        for (var i = operationCount - 1; i >= 0; i--) {
            var operation = operations.get(i);
            if (!operation.isReversible()) {
                throw new MigrationException(id + " cannot be rolled back: '" + operation.describe()
                        + "' does not say how to undo it; add .reversedBy(\"…\")");
            }
            reversed.add(operation.reverse());
        }
        return reversed;
    }
}
