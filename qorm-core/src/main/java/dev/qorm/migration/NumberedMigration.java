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
    /**
     * Needed several times in a run, and computed once. Threads that compute it at the same time get the same result.
     */
    private @Nullable String checksum;

    /**
     * Creates a migration.
     *
     * @param id its name
     * @param operations what it does, in order
     * @param description its purpose in a few words, or an empty text if none was given
     * @param lineages for a squash, the {@link Lineage} of each line of migrations that it replaces; otherwise empty
     * @throws MigrationException if concurrent operations are mixed with others, or occur twice for the same element
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

    /** Creates another form of the same migration, which has been checked already. */
    private NumberedMigration(NumberedMigration same, List<Operation> operations) {
        this.id = same.id;
        this.operations = operations;
        this.description = same.description;
        this.lineages = same.lineages;
        this.checksum = same.checksum();
    }

    /** Creates a migration that is not a squash. */
    public NumberedMigration(MigrationId id, List<Operation> operations, String description) {
        this(id, operations, description, Set.of());
    }

    /** Creates a migration without a description. */
    public NumberedMigration(MigrationId id, List<Operation> operations) {
        this(id, operations, "");
    }

    /**
     * Creates a migration that replaces the first migrations of a project.
     *
     * @param squashed these migrations, in order
     * @param operations what it does, in order
     */
    public static NumberedMigration squash(List<NumberedMigration> squashed, List<Operation> operations) {
        var id = squashed.get(squashed.size() - 1).id().squash();
        return new NumberedMigration(id, operations, "", Lineage.of(squashed));
    }

    /** Returns its name. */
    public MigrationId id() {
        return id;
    }

    /** Returns its operations, in order. */
    public List<Operation> operations() {
        return operations;
    }

    /**
     * Returns the migration as it runs on one database: operations that the user's statement replaces only on other
     * databases are listed individually. The checksum stays the same.
     *
     * @param database one of {@link dev.qorm.operation.DatabaseNames#ALL}
     */
    public NumberedMigration forDatabase(String database) {
        var there = Operation.forDatabase(operations, database);
        return there.equals(operations) ? this : new NumberedMigration(this, there);
    }

    /**
     * Whether PostgreSQL runs it concurrently with the work of others, outside a transaction: each of its operations is
     * concurrent.
     */
    public boolean isConcurrent() {
        return ConcurrentOperations.areIn(operations);
    }

    /** Returns its purpose in a few words, or an empty text if none was given. */
    public String description() {
        return description;
    }

    /**
     * Returns, for a squash, the {@link Lineage} of each line of migrations that it replaces; otherwise an empty set.
     */
    public Set<String> lineages() {
        return lineages;
    }

    /** Returns the checksum of its operations; see {@link Checksum}. */
    public String checksum() {
        var known = checksum;
        if (known == null) {
            known = Checksum.of(operations);
            checksum = known;
        }
        return known;
    }

    /**
     * Returns the schema after it.
     *
     * @throws MigrationException if an operation does not fit the ones before it
     */
    public Schema applyTo(Schema schema) {
        return applyTo(schema, operations.size());
    }

    /**
     * Returns the schema after its first {@code operationCount} operations.
     *
     * @throws MigrationException if an operation does not fit the ones before it
     */
    public Schema applyTo(Schema schema, int operationCount) {
        var next = schema;
        for (var operation : operations.subList(0, operationCount)) {
            try {
                next = operation.applyTo(next);
            } catch (SchemaException e) {
                throw new MigrationException(
                        id + " does not fit the schema that the migrations before it lead to, at '"
                                + operation.describe() + "': "
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
     * Returns the operations that undo it, in the order in which they are applied.
     *
     * @throws MigrationException if one of its operations cannot be undone
     */
    public List<Operation> reversed() {
        return reversed(operations.size());
    }

    /**
     * Returns the operations that undo its first {@code operationCount} operations, in the order in which they are
     * applied. This is the reverse order, except that columns are restored before rows get values that are made from
     * them.
     *
     * @throws MigrationException if one of them cannot be undone, or in every order something reads a column that does
     *     not exist
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
     * Returns the problem with the values that rows get in a rollback, for which {@link #reversed} fails on one of the
     * databases. Returns null if there is none, or if an operation cannot be undone at all.
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
