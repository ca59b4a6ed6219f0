package dev.qorm.dialect;

import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;

/**
 * The properties of a live database that no migration declares, but that the SQL of a migration must contain.
 *
 * @param collations those of the texts of MySQL and MariaDB
 * @param definitions those of indexes, keys and checks of PostgreSQL
 */
public record LiveDatabase(Collations collations, PostgresDefinitions definitions) {
    /** Nothing is known, as without a database. */
    public static final LiveDatabase NONE = new LiveDatabase(Collations.NONE, PostgresDefinitions.NONE);

    /** The same, for a migration that has begun. */
    public static final LiveDatabase STARTED = new LiveDatabase(Collations.STARTED, PostgresDefinitions.NONE);

    /** Returns the state between two migrations, where this is the schema. */
    public LiveDatabase in(Schema schema) {
        return equals(NONE) ? this : new LiveDatabase(collations, definitions.in(schema));
    }

    /** Returns the state after an operation. */
    public LiveDatabase after(Operation operation) {
        return equals(NONE) ? this : new LiveDatabase(collations.after(operation), definitions.after(operation));
    }
}
