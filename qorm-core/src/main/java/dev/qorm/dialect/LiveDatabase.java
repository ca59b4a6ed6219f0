package dev.qorm.dialect;

import dev.qorm.operation.Operation;

/**
 * What a live database says that no migration does, and that the SQL of one has to say.
 *
 * @param collations what texts of MySQL and MariaDB are made of
 * @param definitions what indexes, keys and checks of PostgreSQL have
 */
public record LiveDatabase(Collations collations, PostgresDefinitions definitions) {
    /** Nothing is known, as without a database. */
    public static final LiveDatabase NONE = new LiveDatabase(Collations.NONE, PostgresDefinitions.NONE);

    /** As it is after an operation. */
    public LiveDatabase after(Operation operation) {
        return equals(NONE) ? this : new LiveDatabase(collations.after(operation), definitions.after(operation));
    }
}
