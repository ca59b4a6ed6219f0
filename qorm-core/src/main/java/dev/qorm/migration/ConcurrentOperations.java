package dev.qorm.migration;

import dev.qorm.operation.ConcurrentOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.Column;
import dev.qorm.schema.Table;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a migration with operations that PostgreSQL runs concurrently, outside a transaction. It contains no
 * other operations, since a failure rolls nothing back, and each index, key, check and column at most once, so that the
 * catalog alone shows how far a run came.
 */
final class ConcurrentOperations {
    private static final String POSTGRESQL = "postgresql";

    private static final String REMEDY =
            " into a migration of its own: mvn qorm:makemigrations -Dqorm.blank writes an empty one";

    private ConcurrentOperations() {}

    /**
     * Whether PostgreSQL runs the operations concurrently. The first one decides, since a migration does not mix the
     * two kinds.
     */
    static boolean areIn(List<Operation> operations) {
        return !operations.isEmpty()
                && operations.get(0).forDatabase(POSTGRESQL).get(0).isConcurrent();
    }

    /**
     * @throws MigrationException if a concurrent operation is mixed with others, or occurs with another one on the same
     *     element
     */
    static void check(MigrationId id, List<Operation> all) {
        var operations = Operation.forDatabase(all, POSTGRESQL);
        operations.forEach(operation -> checkReplaced(id, operation));
        var concurrent = first(operations, true);
        if (concurrent == null) {
            return;
        }
        var other = first(operations, false);
        if (other != null) {
            throw new MigrationException(id + " has '" + other.describe() + "' beside '" + concurrent.describe()
                    + "'. PostgreSQL runs concurrent operations outside a transaction, and the others in one."
                    + " Put the concurrent ones" + REMEDY);
        }
        var names = new HashSet<String>();
        for (var operation : operations) {
            if (!names.add(name(operation))) {
                throw new MigrationException(id + " has " + name(operation) + " in '" + operation.describe()
                        + "' and in an operation before it. If a run stopped between the two, nobody could tell which of them"
                        + " is done. Put '" + operation.describe() + "'" + REMEDY);
            }
        }
    }

    /**
     * Rejects a concurrent operation that the user's statement replaces: that statement runs in the migration's
     * transaction, and itself determines how the change is made.
     */
    private static void checkReplaced(MigrationId id, Operation operation) {
        if (operation instanceof RunSql && operation.inDetail().stream().anyMatch(Operation::isConcurrent)) {
            throw new MigrationException(
                    id + " has a concurrent operation in the insteadOf(…) of '" + operation.describe()
                            + "', which PostgreSQL runs instead, in a transaction. Remove .concurrently() there; or name the other"
                            + " databases with .on(…), so that qorm runs the operation on PostgreSQL");
        }
    }

    private static @Nullable Operation first(List<Operation> operations, boolean isConcurrent) {
        for (var operation : operations) {
            if (operation.isConcurrent() == isConcurrent) {
                return operation;
            }
        }
        return null;
    }

    private static String name(Operation operation) {
        var concurrent = (ConcurrentOperation) operation;
        var element = concurrent.element();
        return element instanceof Column ? Table.key(concurrent.table()) + "." + element.name() : element.name();
    }
}
