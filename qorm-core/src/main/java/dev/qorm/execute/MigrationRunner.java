package dev.qorm.execute;

import java.sql.SQLException;

/** Runs the statements of migrations, one way or the other, and records that. */
interface MigrationRunner extends AutoCloseable {
    /**
     * Runs those of one migration.
     *
     * @throws ExecutionException when a statement fails; what is recorded is what happened
     */
    void run(Run run) throws SQLException;

    /** Leaves the connection as it was. */
    @Override
    default void close() throws SQLException {}
}
