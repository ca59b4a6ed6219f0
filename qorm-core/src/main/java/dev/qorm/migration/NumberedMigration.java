package dev.qorm.migration;

import dev.qorm.operation.DatabaseNames;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A migration with its number. */
public final class NumberedMigration {
    private final MigrationId id;
    private final List<Operation> operations;
    private final String description;
    private final Set<String> lineages;
    /** Asked for several times in a run, and found out once; whoever else does so at the same time finds the same. */
    private @Nullable String checksum;

    /**
     * A migration.
     *
     * @param id its name
     * @param operations what it does, in order
     * @param description what it is for, in a few words; the empty text when nobody said
     * @param lineages of a squash, the {@link Lineage} of each line of migrations for which it stands; else empty
     * @throws MigrationException when something stands beside a concurrent operation that cannot
     */
    public NumberedMigration(MigrationId id, List<Operation> operations, String description, Set<String> lineages) {
        this.id = Objects.requireNonNull(id, "id");
        Objects.requireNonNull(operations, "operations() gives null; List.of() is none")
                .forEach(operation -> Objects.requireNonNull(operation, "one of the operations is null"));
        this.operations = List.copyOf(operations);
        this.description = Objects.requireNonNull(description, "description");
        this.lineages = Collections.unmodifiableSet(new LinkedHashSet<>(lineages));
        ConcurrentOperations.check(id, this.operations);
    }

    /** Another form of the same, which was checked as that one. */
    private NumberedMigration(NumberedMigration same, List<Operation> operations) {
        this.id = same.id;
        this.operations = operations;
        this.description = same.description;
        this.lineages = same.lineages;
        this.checksum = same.checksum();
    }

    /** One that is no squash. */
    public NumberedMigration(MigrationId id, List<Operation> operations, String description) {
        this(id, operations, description, Set.of());
    }

    /** One of which nobody said what it is for. */
    public NumberedMigration(MigrationId id, List<Operation> operations) {
        this(id, operations, "");
    }

    /**
     * One that stands for the first migrations of a project.
     *
     * @param squashed these, in order
     * @param operations what it does, in order
     */
    public static NumberedMigration squash(List<NumberedMigration> squashed, List<Operation> operations) {
        var id = squashed.get(squashed.size() - 1).id().squash();
        return new NumberedMigration(id, operations, "", Lineage.of(squashed));
    }

    /** Its name. */
    public MigrationId id() {
        return id;
    }

    /** What it does, in order. */
    public List<Operation> operations() {
        return operations;
    }

    /**
     * The same as it is on one kind of database, where what a person's statement stands for on others is told one by one. It
     * is known by the same fingerprint.
     *
     * @param database of {@link dev.qorm.operation.DatabaseNames#ALL}
     */
    public NumberedMigration forDatabase(String database) {
        var there = Operation.forDatabase(operations, database);
        return there.equals(operations) ? this : new NumberedMigration(this, there);
    }

    /** Whether PostgreSQL does it beside the work of others, in no transaction: each of its operations is concurrent. */
    public boolean isConcurrent() {
        return ConcurrentOperations.areIn(operations);
    }

    /** What it is for, in a few words; the empty text when nobody said. */
    public String description() {
        return description;
    }

    /** Of a squash, the {@link Lineage} of each line of migrations for which it stands; else empty. */
    public Set<String> lineages() {
        return lineages;
    }

    /** The fingerprint of what it does; see {@link Checksum}. */
    public String checksum() {
        var known = checksum;
        if (known == null) {
            known = Checksum.of(operations);
            checksum = known;
        }
        return known;
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
                        id + " does not fit what the migrations before it leave, at '" + operation.describe() + "': "
                                + e.getMessage()
                                + ". Restore the migrations from version control; they are not meant to be edited. If"
                                + " another branch rewrote one before it, roll back with the sources from before the"
                                + " merge, delete " + id + " and run mvn qorm:makemigrations",
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
     * The operations that undo its first {@code operationCount} operations, in the order in which they are applied: the
     * reverse one, but that columns come back before rows get values that are made of them.
     *
     * @throws MigrationException when one of them cannot be undone, or no order has what is read in its place
     */
    public List<Operation> reversed(int operationCount) {
        for (var operation : operations.subList(0, operationCount)) {
            if (!operation.isReversible()) {
                throw new MigrationException(id + " cannot be rolled back: '" + operation.describe()
                        + "' does not say how to undo it; add .reversedBy(…), which does not count as an edit");
            }
        }
        var ordered = WayBack.ordered(undone(operationCount));
        var problem = misread(ordered);
        if (problem != null) {
            throw new MigrationException(problem);
        }
        return ordered;
    }

    private List<Operation> undone(int operationCount) {
        var reversed = new ArrayList<Operation>();
        for (var i = operationCount - 1; i >= 0; i--) {
            reversed.add(operations.get(i).reverse());
        }
        return reversed;
    }

    /**
     * What is wrong with the values that rows get in a rollback, which {@link #reversed} refuses on one of the databases; null
     * where nothing is, or an operation is not to be undone at all.
     */
    public @Nullable String problemOfWayBack() {
        return DatabaseNames.ALL.stream()
                .map(this::forDatabase)
                .distinct()
                .filter(there -> there.operations.stream().allMatch(Operation::isReversible))
                .map(there -> there.misread(WayBack.ordered(there.undone(there.operations.size()))))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String misread(List<Operation> ordered) {
        var misreads = Misreads.in(ordered);
        return misreads.isEmpty()
                ? null
                : id + " cannot be rolled back: " + String.join("; ", misreads)
                        + ". No order of its operations helps; write .reversedBySql(\"…\") over columns that are there,"
                        + " which does not count as an edit";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NumberedMigration that
                && id.equals(that.id)
                && operations.equals(that.operations)
                && description.equals(that.description)
                && lineages.equals(that.lineages);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, operations, description, lineages);
    }

    @Override
    public String toString() {
        return id + " " + operations;
    }
}
