package dev.qorm.operation;

import dev.qorm.schema.Schema;
import java.util.List;

/**
 * An operation that the user wrote. qorm does not analyze it. The schema stays unchanged, unless the user declares how
 * it changes.
 */
public sealed interface HandmadeOperation extends Operation permits RunSql, RunJava {
    /**
     * Returns this operation marked as useful only for the rows of existing databases: a squash, from which new
     * databases are created, leaves it out. The mark may be set at any time; it is not part of the checksum.
     */
    HandmadeOperation elidable();

    /** Whether a squash leaves this operation out. */
    boolean isElidable();

    /**
     * Returns this operation restricted to these databases. On the others, nothing runs in its place.
     *
     * @param databases among {@code h2}, {@code sqlite}, {@code postgresql}, {@code mariadb} and {@code mysql}
     * @throws IllegalArgumentException if one of them is not among these
     */
    HandmadeOperation on(String... databases);

    /** The databases to which it is restricted; empty for all databases. */
    List<String> databases();

    /** Whether this operation applies to {@code database}. */
    default boolean isFor(String database) {
        return databases().isEmpty() || databases().contains(database);
    }

    /** Whether there is nothing to run. */
    boolean isNothing();

    /** Whether this operation runs anything on {@code database}. */
    default boolean runsOn(String database) {
        return isFor(database) && !isNothing();
    }

    /** Whether any of {@code operations} is handmade and runs anything on {@code database}. */
    static boolean areIn(List<Operation> operations, String database) {
        return operations.stream()
                .anyMatch(operation -> operation instanceof HandmadeOperation made && made.runsOn(database));
    }

    @Override
    default Schema applyTo(Schema schema) {
        return schema;
    }

    @Override
    default char sign() {
        return '~';
    }
}
