package dev.qorm.operation;

import dev.qorm.schema.Schema;
import java.util.List;

/** What a person made; qorm does not look into it. The schema stays as it is, unless the person says what becomes of it. */
public sealed interface HandmadeOperation extends Operation permits RunSql, RunJava {
    /**
     * The same, of use to the rows of databases that are there and to no others: a squash, which new databases are made by,
     * leaves it out. Said at any time; it is no part of the checksum.
     */
    HandmadeOperation elidable();

    /** Whether a squash leaves it out. */
    boolean isElidable();

    /**
     * The same on these databases alone; on others nothing is run in its place.
     *
     * @param databases of {@code h2}, {@code sqlite}, {@code postgresql}, {@code mariadb} and {@code mysql}
     * @throws IllegalArgumentException when one of them is none of these
     */
    HandmadeOperation on(String... databases);

    /** The databases that it is for, or none where it is for all. */
    List<String> databases();

    /** Whether it is for {@code database}. */
    default boolean isFor(String database) {
        return databases().isEmpty() || databases().contains(database);
    }

    /** Whether there is nothing to run. */
    boolean isNothing();

    /** Whether it does something on {@code database}. */
    default boolean runsOn(String database) {
        return isFor(database) && !isNothing();
    }

    /** Whether some of {@code operations} are a person's, and do something on {@code database}. */
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
