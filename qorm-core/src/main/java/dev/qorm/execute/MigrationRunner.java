package dev.qorm.execute;

import java.sql.SQLException;

/** Runs the statements of migrations, in either direction, and records that. */
interface MigrationRunner extends AutoCloseable {
    /**
     * Runs the statements of one migration.
     *
     * @throws ExecutionException if a statement fails; what is recorded is what happened
     */
    void run(Run run) throws SQLException;

    /** Restores the state of the connection. */
    @Override
    default void close() throws SQLException {}
}
